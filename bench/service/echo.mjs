// The least that a service of sockets is: one that says what it heard. Run by `../lib/service.mjs`.
import { WebSocketServer } from 'ws'
import { answerUsage } from './usage.mjs'

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
server.on('listening', () => {
  const address = server.address()
  if (typeof address === 'object' && address) answerUsage(`ws://127.0.0.1:${address.port}`)
})
