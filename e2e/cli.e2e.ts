import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from '../scripts/steps/programs.mjs'
import { expect, test } from './fixtures/console'
import { freePort } from '../scripts/steps/ports.mjs'
import { labNamed, labWith } from './fixtures/worlds'
import { makeToken } from './steps/tokens'

type Ended = { code: number; out: string; err: string }

/** A program with its arguments, in the folder of Andon; its environment has the token and the address. */
function run(program: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      [...args],
      { cwd: root, env: { ...process.env, FORCE_COLOR: '0', ...env }, timeout: 120_000 },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    )
    child.stdin?.end()
  })
}

const program = path.join(root, 'cli', 'andon.mjs')
const andonWith =
  (url: string, token: string) =>
  (...args: string[]) =>
    run(process.execPath, [program, ...args], { ANDON_URL: url, ANDON_TOKEN: token })

const rows = ({ out }: Ended) =>
  out
    .trim()
    .split('\n')
    // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into what comes back
    .map((line) => JSON.parse(line) as Record<string, any>)

test.describe('the command line', () => {
  test.use({ world: labWith(['asks-append-or-replace', 'web-frontend', 'db/primary', 'erp (2003)']) })

  test('ends as its help says: done, failed, refused, with a question that waits, unknown, without contact, misused', async ({
    page,
    andon,
    host,
    signIn,
  }) => {
    await signIn('/settings/tokens')
    const token = await makeToken(page, 'nightly', { may: ['Read', 'Act', 'Answer'] })
    const acting = andonWith(andon.url, await makeToken(page, 'acting', { may: ['Act'] }))
    const cli = andonWith(andon.url, token)

    // 0, and lines for people or for programs.
    const [help, connections, vms] = await Promise.all([cli('--help'), cli('connections'), cli('vms', '--json')])
    for (const code of [0, 1, 2, 3, 4, 5, 6]) expect(help.out).toMatch(new RegExp(`^  ${code}  \\S`, 'm'))
    expect([help.code, connections.code, vms.code]).toEqual([0, 0, 0])
    expect(connections.out).toContain('esx-lab')
    expect(rows(vms).map(({ name }) => name)).toContain('db/primary')
    expect(await cli('start', 'web-frontend', 'powerOff', '--follow')).toMatchObject({ code: 0 })
    // Who may start follows what it has started, and may read nothing else.
    const web = rows(vms).find(({ name }) => name === 'web-frontend')
    expect(await acting('start', String(web?.['id']), 'powerOn', '--follow')).toMatchObject({ code: 0 })
    expect(await acting('questions')).toMatchObject({ code: 3 })

    // 4: it waits; 3: what is not offered; then 0 again.
    const vm = 'asks-append-or-replace'
    const asked = await cli('start', vm, 'powerOn', '--ask', '--follow', '--until-question')
    expect(asked.code).toBe(4)
    expect(asked.out).toMatch(/Question raised[\s\S]+already exists[\s\S]+Answers: 'Append' \(default\), 'Replace'/)
    const [question] = rows(await cli('questions', '--json'))
    const id = String(question?.id)
    const runId = String(question?.run)
    expect(await cli('answer', id, 'Retry')).toMatchObject({ code: 3, err: expect.stringContaining("'Append'") })
    expect(await cli('answer', id, 'Replace')).toMatchObject({ code: 3, err: expect.stringContaining('confirmed') })
    const following = cli('follow', runId)
    const taken = await cli('take', id)
    expect([taken.code, taken.out]).toEqual([0, 'Taken.\n'])
    const [answered, ended] = [await cli('answer', id, 'append'), await following]
    expect([answered.code, answered.out]).toEqual([0, "Answered 'append'.\n"])
    expect(ended).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Answered 'Append' by nightly \(admin\)[\s\S]+succeeded\n$/),
    })
    expect((await cli('answer', id, 'Append')).code).toBe(3)

    // 1: the host fails the task; 3: Andon says no.
    const fail = host.fail({
      method: 'PowerOffVM_Task',
      fault: { type: 'GenericVmConfigFault', message: 'The disk is gone.' },
      times: 1,
    })
    expect((await cli('start', vm, 'powerOff', '--follow')).code).toBe(1)
    fail()
    expect(await cli('start', 'no-such-vm', 'powerOn')).toMatchObject({
      code: 3,
      err: expect.stringContaining('no VM "no-such-vm"'),
    })

    // 2, of which cli/main.test.ts has more.
    expect((await cli('start', vm, 'explode')).code).toBe(2)

    const history = await cli('history', '--since', '1h', '--json')
    expect(history.code).toBe(0)
    expect(rows(history).some((row) => row.run?.id === runId && row.outcome === 'succeeded')).toBe(true)

    // 5: nobody knows whether the host took it.
    host.ask('db/primary', { name: 'msg.serial.file.open', args: ['/vmfs/volumes/ds/a.log'] })
    await expect.poll(async () => rows(await cli('questions', '--json')).length).toBe(1)
    const [silent] = rows(await cli('questions', '--json'))
    const speakAgain = host.fail({ method: 'AnswerVM', delayMs: 60_000 })
    expect((await cli('answer', String(silent?.id), 'Append')).code).toBe(5)
    speakAgain()

    // 6: nobody is there.
    expect((await andonWith(`http://127.0.0.1:${await freePort()}`, token)('vms')).code).toBe(6)
    await host.close()
    await expect
      .poll(async () => rows(await cli('connections', '--json'))[0]?.['state'], { timeout: 60_000 })
      .not.toBe('live')
    expect((await cli('start', 'web-frontend', 'powerOn')).code).toBe(6)
  })
})

test.describe('docs/scripting.md', () => {
  test.use({ world: labNamed({ 'web-frontend': 'web-01', 'asks-append-or-replace': 'build-07' }) })

  test('every example does what it says', async ({ page, andon, signIn }) => {
    await signIn('/settings/tokens')
    const token = await makeToken(page, 'docs', { may: ['Read', 'Act', 'Answer'] })
    const text = readFileSync(path.join(root, 'docs', 'scripting.md'), 'utf8')
    const blocks = [...text.matchAll(/(<!-- not run -->\n)?```sh\n([\s\S]*?)```/g)].filter(
      ([, not]) => not === undefined,
    )
    expect(blocks.length).toBeGreaterThan(5)
    const script = ['set -eux', `andon() { node cli/andon.mjs "$@"; }`, ...blocks.map(([, , block]) => block)].join(
      '\n',
    )
    const ended = await run('sh', ['-c', script], { ANDON_URL: andon.url, ANDON_TOKEN: token })
    expect(ended.code, `${ended.out}\n${ended.err}`).toBe(0)
    expect(ended.out).toMatch(/build-07[\s\S]+Append/)
  })

  test('has the exits of the program', async () => {
    const text = readFileSync(path.join(root, 'docs', 'scripting.md'), 'utf8')
    const { out } = await run(process.execPath, [program, '--help'], {})
    const said = [...text.matchAll(/^\| (\d) \| (.+) \|$/gm)].map(([, code, words]) => `  ${code}  ${words}`)
    expect(said.join('\n')).toBe(out.slice(out.indexOf('  0  ')).trimEnd())
  })
})
