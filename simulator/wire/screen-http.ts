import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Session } from '../api/method'
import { ref } from '../vim25/value'
import { hasScreen, screenshot } from '../vm/screenshot'
import { holds } from '../world/permissions'
import { quirksOf } from '../world/quirks'
import type { World } from '../world/world'

/** Screens are at most this large, so that nobody can ask for a picture that fills the memory. */
const largestSide = 4_096

/**
 * `GET /screen?id=<moid>`: a PNG of a running VM's screen, where wanted a part of it (`left`, `top`, `right`, `bottom`) and
 * larger or smaller (`width`, `height`). 404 for a VM that is not there or not on. The caller has been authenticated.
 */
export function serveScreen(req: IncomingMessage, res: ServerResponse, world: World, session: Session): Promise<void> {
  const query = new URLSearchParams((req.url ?? '').split('?')[1] ?? '')
  const vm = ref('VirtualMachine', query.get('id') ?? '')
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.writeHead(405, { Allow: 'GET, HEAD' }).end()
  } else if (quirksOf(world).noScreens) {
    res.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not Found')
  } else if (!holds(world, session.userName, vm, 'VirtualMachine.Interact.ConsoleInteract')) {
    res.writeHead(403, { 'Content-Type': 'text/plain' }).end('VirtualMachine.Interact.ConsoleInteract is missing')
  } else if (!hasScreen(world, vm)) {
    res.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no screen of that virtual machine.')
  } else {
    const sides = ['left', 'top', 'right', 'bottom', 'width', 'height'].map((name) => [name, side(query.get(name))])
    const png = screenshot(world, vm, Object.fromEntries(sides.filter(([, pixels]) => pixels !== undefined)))
    res.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length, 'Cache-Control': 'no-cache' })
    res.end(req.method === 'HEAD' ? undefined : png)
  }
  return Promise.resolve()
}

function side(wanted: string | null): number | undefined {
  const pixels = Number(wanted)
  return Number.isInteger(pixels) && pixels > 0 ? Math.min(pixels, largestSide) : undefined
}
