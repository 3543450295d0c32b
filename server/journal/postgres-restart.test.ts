/** A server of PostgreSQL that is killed while it is written to, and started again. */
import { expect, test } from 'vitest'
import { startPostgres } from '@/scripts/steps/postgres.mjs'
import { openPostgres } from './postgres'
import { describeOnPostgres } from './testing/postgres-rig'

const says = (text: string, ...parameters: unknown[]) => ({ sql: text, parameters })

await describeOnPostgres('a server that is killed and started again', () => {
  test('keeps what it acknowledged, doubles nothing that is looked up, and is found again by itself', async () => {
    const rows = 60
    const server = await startPostgres()
    const database = await openPostgres(server.url)
    try {
      await database.batch([says('create table t (n bigint primary key)')])
      const write = (n: number) => database.batch([says('insert into t values (?)', n)])
      const isThere = async (n: number) =>
        (await database.query(says('select n from t where n = ?', n))).rows.length > 0
      const codes = new Set<string>()
      let restarted: Promise<void> | undefined
      for (let n = 0; n < rows; n += 1) {
        if (n === rows / 2) restarted = server.kill().then(() => server.start())
        // What is not known is looked up; what is surely not written is written again.
        for (;;) {
          const code = await write(n).then(
            () => undefined,
            (error: { code: string }) => error.code,
          )
          if (code === undefined) break
          codes.add(code)
          await restarted
          if (code === 'DATABASE_UNSURE' && (await isThere(n))) break
        }
      }
      await restarted
      const { rows: stored } = await database.query(says('select n from t order by n'))
      expect(stored.map(({ n }) => n)).toEqual(Array.from({ length: rows }, (_, n) => n))
      expect([...codes].every((code) => /^DATABASE_(AWAY|UNSURE)$/.test(code))).toBe(true)
      expect(codes.size).toBeGreaterThan(0)
      await server.kill()
      await expect(database.query(says('select 1'))).rejects.toMatchObject({
        code: 'DATABASE_AWAY',
        message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:\d+ (cannot be reached|is starting or stopping)/),
      })
      await server.start()
      expect((await database.query(says('select count(*) as n from t'))).rows).toEqual([{ n: rows }])
    } finally {
      await database.close()
      await server.stop()
    }
  })
})
