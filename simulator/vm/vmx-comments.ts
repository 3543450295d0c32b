import type { Ref } from '../vim25/value'
import { perWorld, type World } from '../world/world'
import { vmxKeyOf, vmxLines } from './vmx-parse'

/** A comment of a .vmx file, and the key whose line it stands above, in lower case; undefined: after all of them. */
type Comment = { text: string; above: string | undefined }

const kept = perWorld(() => new Map<string, readonly Comment[]>())

/** The host is about to write the file anew: what somebody noted in it stays. `bytes` is the file as it is. */
export function keepComments(world: World, vm: Ref, bytes: Uint8Array): void {
  const found: Comment[] = []
  let waiting: string[] = []
  const place = (above: string | undefined) => {
    found.push(...waiting.map((text) => ({ text, above })))
    waiting = []
  }
  for (const line of vmxLines(bytes)) {
    const key = vmxKeyOf(line)
    if (line.startsWith('#')) waiting.push(line)
    else if (key !== undefined) place(key.toLowerCase())
  }
  place(undefined)
  kept(world).set(vm.value, found)
}

/** The lines of a file that the host writes, with the comments that were kept, each above the key that it was above. */
export function withComments(
  world: World,
  vm: Ref,
  lines: readonly (readonly [key: string, line: string])[],
): string[] {
  const comments = kept(world).get(vm.value) ?? []
  if (comments.length === 0) return lines.map(([, line]) => line)
  const keys = new Set(lines.map(([key]) => key.toLowerCase()))
  const above = (key: string) => comments.filter((comment) => comment.above === key).map(({ text }) => text)
  // What stood above a key that is gone is still somebody's note.
  const rest = comments.filter((comment) => comment.above === undefined || !keys.has(comment.above))
  return [...lines.flatMap(([key, line]) => [...above(key.toLowerCase()), line]), ...rest.map(({ text }) => text)]
}
