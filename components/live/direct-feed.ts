import type { Feed, FeedListener } from './feed'
import { browserPorts, createLiveHub, type HubPorts, type LiveHub } from './live-hub'

/** A stream of this tab's own: where tabs cannot share one. */
export function directFeed(url: string, ports: HubPorts = browserPorts): Feed {
  let hub: LiveHub | undefined
  let listener: FeedListener = () => {}
  return {
    start(next) {
      listener = next
      hub = createLiveHub(url, (event) => listener(event), ports)
      hub.start()
    },
    resync: () => hub?.resync(),
    retry: () => hub?.retry(),
    stop() {
      listener = () => {}
      hub?.stop()
      hub = undefined
    },
  }
}
