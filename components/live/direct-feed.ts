import type { Wanted } from '@/lib/live/topics'
import { browserPorts } from './browser-ports'
import type { Feed, FeedListener } from './feed'
import { createLiveHub, type HubPorts, type LiveHub } from './live-hub'

/** A stream of this tab's own: where tabs cannot share one. */
export function directFeed(url: string, ports: HubPorts = browserPorts): Feed {
  let hub: LiveHub | undefined
  let listener: FeedListener = () => {}
  let mine: readonly Wanted[] = []
  return {
    start(next, wanted) {
      listener = next
      mine = wanted
      hub = createLiveHub(url, wanted, (event) => listener(event), ports)
      hub.start()
    },
    want(wanted) {
      mine = wanted
      hub?.want(wanted)
    },
    resync() {
      for (const event of hub?.catchUp(mine) ?? []) listener(event)
    },
    retry: () => hub?.retry(),
    stop() {
      listener = () => {}
      hub?.stop()
      hub = undefined
    },
  }
}
