import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Which build this process serves, as it was when it started: a newer one may lie in its place since. */
export function readBuildId(): string {
  try {
    return readFileSync(path.join(process.cwd(), process.env.ANDON_DIST ?? '.next', 'BUILD_ID'), 'utf8').trim()
  } catch {
    return 'development'
  }
}
