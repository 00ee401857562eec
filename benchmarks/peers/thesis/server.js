// The design of the thesis: node-coap, and one index request for each event, answered 2.01 when the
// event is stored. Usage: node server.js PORT URL-OF-THE-INDEX
const coap = require('coap')
const http = require('http')

const url = new URL(process.argv[3] + '/_doc')
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

function store (event, done) {
  const options = { method: 'POST', agent, headers: { 'content-type': 'application/json' } }
  const request = http.request(url, options, response => {
    response.resume()
    response.on('end', () => done(response.statusCode === 201))
  })
  request.on('error', () => done(false))
  request.end(JSON.stringify(event))
}

coap.createServer({ type: 'udp4' }, (request, response) => {
  const answer = code => {
    response.code = code
    response.end()
  }
  if (request.method === 'GET') {
    return answer('2.05')
  }
  const event = JSON.parse(request.payload)
  event.timestamp ??= new Date().toISOString()
  store(event, isStored => answer(isStored ? '2.01' : '5.03'))
}).listen(Number(process.argv[2]), '127.0.0.1')
