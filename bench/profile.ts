import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import process from 'node:process'

/**
 * What this process spends its time on while `work` goes on, for whoever reads profiles of V8: written into the folder that
 * `BENCH_PROFILE` names, as `<name>-<pid>.cpuprofile`. Without it only the work is done.
 */
export async function profiled<T>(name: string, work: () => Promise<T>): Promise<T> {
  const end = await beginProfile(name)
  try {
    return await work()
  } finally {
    await end?.()
  }
}

/** The same from now until the returned function is called. */
export async function beginProfile(name: string): Promise<(() => Promise<void>) | undefined> {
  const folder = process.env['BENCH_PROFILE']
  if (folder === undefined) return undefined
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  return async () => {
    const { profile } = await session.post('Profiler.stop')
    writeFileSync(join(folder, `${name}-${process.pid}.cpuprofile`), JSON.stringify(profile))
    session.disconnect()
  }
}
