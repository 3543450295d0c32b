import { browserPorts } from './browser-ports'
import type { Posted } from './feed'
import { createWorkerHub, type ToWorker } from './worker-hub'

/*
 * Runs as a SharedWorker: one event stream for all tabs of this browser. On HTTP/1.1 a browser opens six connections to
 * a site; with a stream in each of six tabs every other request would wait for ever.
 */
const hub = createWorkerHub(browserPorts)

addEventListener('connect', (event) => {
  // `connect` carries exactly one port; TypeScript's DOM types know workers only as a separate library.
  const [port] = (event as MessageEvent).ports
  if (!port) return
  const member = { post: (said: Posted) => port.postMessage(said) }
  port.addEventListener('message', (said: MessageEvent<ToWorker>) => hub.hear(member, said.data))
  port.start()
})
