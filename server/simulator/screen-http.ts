import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Session } from './method'
import type { World } from './world'

/** Requests for /screen. The caller has been authenticated. */
export function serveScreen(
  _req: IncomingMessage,
  res: ServerResponse,
  _world: World,
  _session: Session,
): Promise<void> {
  res.writeHead(404).end()
  return Promise.resolve()
}
