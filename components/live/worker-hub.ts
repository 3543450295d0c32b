import type { Wanted } from '@/lib/live/topics'
import { posted, postedText, type FeedEvent, type Posted, type SnapshotText } from './feed'
import { createLiveHub, type HubPorts, type LiveHub } from './live-hub'
import { isFor, shareOf } from './tab-share'

/** What a tab says to the shared worker. `url` is absolute: a worker would resolve it against its own address. */
export type ToWorker =
  | { say: 'hello'; url: string; wanted: readonly Wanted[] }
  | { say: 'want'; wanted: readonly Wanted[] }
  | { say: 'resync' }
  | { say: 'retry' }
  | { say: 'bye' }

type Port = { post: (said: Posted) => void }
/** The tabs of one address, and what each of them wants. */
type Room = { hub: LiveHub; ports: Map<Port, readonly Wanted[]> }

/**
 * What the shared worker does, apart from the browser's plumbing: one stream per address for all that its tabs want
 * together, of which each tab that said hello is given its share; closed when the last of them has left.
 */
export function createWorkerHub(ports: HubPorts) {
  const rooms = new Map<string, Room>()

  const roomOf = (port: Port) => [...rooms.values()].find((room) => room.ports.has(port))

  const leave = (port: Port) => {
    for (const [url, room] of rooms) {
      if (!room.ports.delete(port)) continue
      if (room.ports.size > 0) {
        wantAll(room)
        continue
      }
      room.hub.stop()
      rooms.delete(url)
    }
  }

  const wantAll = (room: Room) => room.hub.want([...room.ports.values()].flat())

  const join = (port: Port, url: string, wanted: readonly Wanted[]) => {
    leave(port)
    const known = rooms.get(url)
    if (known) {
      known.ports.set(port, wanted)
      catchUp(known, port)
      wantAll(known)
      // A tab that joins after the session had ended comes from a new sign-in.
      known.hub.retry()
      return
    }
    const members: Room['ports'] = new Map([[port, wanted]])
    const give = (event: FeedEvent) => {
      for (const [member, wants] of members) {
        const share = shareOf(event, wants)
        if (share) member.post(posted(share))
      }
    }
    // Tabs read it beside this worker, and not after it.
    const giveText = (snapshot: SnapshotText) => {
      for (const [member, wants] of members) if (isFor(wants, snapshot.topic)) member.post(postedText(snapshot))
    }
    const hub = createLiveHub(url, wanted, give, ports, giveText)
    rooms.set(url, { hub, ports: members })
    hub.start()
  }

  const catchUp = (room: Room, port: Port, had: readonly Wanted[] = []) => {
    for (const event of room.hub.catchUp(room.ports.get(port) ?? [], had)) port.post(posted(event))
  }

  return {
    hear(port: Port, said: ToWorker) {
      if (said.say === 'hello') return join(port, said.url, said.wanted)
      const room = roomOf(port)
      if (!room) return
      switch (said.say) {
        case 'want': {
          const had = room.ports.get(port)
          room.ports.set(port, said.wanted)
          catchUp(room, port, had)
          return wantAll(room)
        }
        case 'bye':
          return leave(port)
        case 'retry':
          return room.hub.retry()
        case 'resync':
          return catchUp(room, port)
      }
    },
  }
}
