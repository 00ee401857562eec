// node-coap with a handler that stores nothing. Usage: node server.js [PORT]
const coap = require('coap')

const codes = { 'POST /event': '2.01', 'GET /health': '2.05' }

coap.createServer({ type: 'udp4' }, (request, response) => {
  response.code = codes[`${request.method} ${request.url}`] ?? '4.04'
  response.end()
}).listen(Number(process.argv[2] ?? 5683), '127.0.0.1')
