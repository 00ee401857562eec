// The design of the thesis (4.7.3 to 4.7.6): node-coap; format and fields are checked, each event is
// one index request, answered 2.01 when it is stored, and each request is a line on standard output.
// Usage: node server.js PORT URL-OF-THE-INDEX
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

function parse (payload) {
  try {
    const event = JSON.parse(payload)
    const isComplete = ['namespace', 'sender', 'origin'].every(name => typeof event[name] === 'string')
    return isComplete && typeof event.payload?.type === 'string' ? event : undefined
  } catch {
    return undefined
  }
}

coap.createServer({ type: 'udp4' }, (request, response) => {
  const answer = code => {
    response.code = code
    response.end()
    console.log(`${request.rsinfo.address} ${request.method} ${request.url} ${code}`)
  }
  if (request.method === 'GET') {
    return answer('2.05')
  }
  if (request.headers['Content-Format'] !== 'application/json') {
    return answer('4.15')
  }
  const event = parse(request.payload)
  if (event === undefined) {
    return answer('4.00')
  }
  event.timestamp ??= new Date().toISOString()
  store(event, isStored => answer(isStored ? '2.01' : '5.03'))
}).listen(Number(process.argv[2]), '127.0.0.1')
