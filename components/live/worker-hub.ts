import { createLiveHub, type FeedEvent, type HubPorts, type LiveHub } from './live-hub'

/** What a tab says to the shared worker. `url` is absolute: a worker would resolve it against its own address. */
export type ToWorker = { say: 'hello'; url: string } | { say: 'resync' } | { say: 'retry' } | { say: 'bye' }

export type FromWorker = FeedEvent

type Port = { post: (event: FeedEvent) => void }
type Room = { hub: LiveHub; ports: Set<Port> }

/**
 * What the shared worker does, apart from the browser's plumbing: one stream per address, given to every tab that said
 * hello, closed when the last of them has left.
 */
export function createWorkerHub(ports: HubPorts) {
  const rooms = new Map<string, Room>()

  const leave = (port: Port) => {
    for (const [url, room] of rooms) {
      if (!room.ports.delete(port) || room.ports.size > 0) continue
      room.hub.stop()
      rooms.delete(url)
    }
  }

  const join = (port: Port, url: string) => {
    leave(port)
    const known = rooms.get(url)
    if (known) {
      known.ports.add(port)
      for (const event of known.hub.catchUp()) port.post(event)
      // A tab that joins after the session had ended comes from a new sign-in.
      known.hub.retry()
      return
    }
    const members = new Set([port])
    const hub = createLiveHub(url, (event) => members.forEach((member) => member.post(event)), ports)
    rooms.set(url, { hub, ports: members })
    hub.start()
  }

  const roomOf = (port: Port) => [...rooms.values()].find((room) => room.ports.has(port))

  return {
    hear(port: Port, said: ToWorker) {
      switch (said.say) {
        case 'hello':
          return join(port, said.url)
        case 'bye':
          return leave(port)
        case 'retry':
          return roomOf(port)?.hub.retry()
        case 'resync':
          for (const event of roomOf(port)?.hub.catchUp() ?? []) port.post(event)
      }
    },
  }
}
