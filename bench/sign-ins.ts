import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { inMs, sharedNow, spread } from './percentiles'
import type { SignInOrder, SignInReply } from './sign-ins-process'

/** Source of the person; a guesser may sit at the same one. */
const office = '198.51.100.7'

/**
 * The sign-in of one console process at the price that passwords really have: how many sign in per second, whether the
 * right password is taken while somebody guesses, and how long health takes while thousands arrive at once.
 */
export async function signIns(attempts = 10_000): Promise<string[]> {
  const child = fork(fileURLToPath(new URL('sign-ins-process.ts', import.meta.url)), { stdio: 'inherit' })
  try {
    const ask = asker(child)
    await ask({ do: 'start' })
    // Before anybody guesses: the browser in which the person has signed in.
    await ask({ do: 'sign-in', source: office, right: true, keepBrowser: true })

    const begun = sharedNow()
    const team = await Promise.all(
      Array.from({ length: 20 }, (_, person) => ask({ do: 'sign-in', source: office, right: true, person })),
    )
    const taken = team.filter(({ outcome }) => outcome === 'ok').length
    const perSecond = (taken * 1_000) / (sharedNow() - begun)

    const lines = [
      `20 people of one address sign in at once: ${taken} are in after ${inMs(sharedNow() - begun)}, ${perSecond.toFixed(1)} a second`,
    ]
    const who = { elsewhere: '203.0.113.9', 'a proven browser at the guesser’s address': '192.0.2.66' }
    for (const [name, source] of Object.entries(who)) {
      const proven = source === '192.0.2.66'
      const tries = await underGuesser(ask, { source, right: true, proven })
      const times = tries.flatMap(({ outcome, ms }) => (outcome === 'ok' ? [ms] : []))
      lines.push(
        `  the right password while a guesser runs at 50 a second, ${name}: ${times.length} of ${tries.length} taken, ${spread(times)}`,
      )
    }
    const health = flood(ask, attempts)
    const { outcomes, times } = await health
    lines.push(
      `health while ${attempts} attempts arrive at once from ${attempts} addresses: ${spread(times)} (${times.length} asked)`,
    )
    lines.push(`  of them ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`)
    return lines
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
}

type Ask = (order: SignInOrder) => Promise<SignInReply>

/** Twenty sign-ins of a person, half a second apart, while somebody guesses at the same account. */
async function underGuesser(
  ask: Ask,
  person: { source: string; right: true; proven: boolean },
): Promise<SignInReply[]> {
  const guesses: Promise<SignInReply>[] = []
  const guesser = setInterval(() => guesses.push(ask({ do: 'sign-in', source: '192.0.2.66', right: false })), 20)
  const tries: SignInReply[] = []
  for (let one = 0; one < 20; one++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    tries.push(await ask({ do: 'sign-in', ...person }))
  }
  clearInterval(guesser)
  await Promise.all(guesses)
  return tries
}

async function flood(ask: Ask, attempts: number): Promise<{ outcomes: Map<string, number>; times: number[] }> {
  const outcomes = new Map<string, number>()
  const open = { left: attempts }
  const all = Array.from({ length: attempts }, async (_, one) => {
    const source = `10.${one >> 16}.${(one >> 8) % 256}.${one % 256}`
    const { outcome } = await ask({ do: 'sign-in', source, right: false })
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    open.left -= 1
  })
  const times: number[] = []
  while (open.left > 0 || times.length < 50) {
    times.push((await ask({ do: 'health' })).ms)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.all(all)
  return { outcomes, times }
}

function asker(child: ChildProcess): Ask {
  let count = 0
  const waiting = new Map<number, (reply: SignInReply) => void>()
  child.on('message', (message) => {
    const { id, ...reply } = message as SignInReply & { id: number } // what the process sends
    waiting.get(id)?.(reply)
    waiting.delete(id)
  })
  return (order) =>
    new Promise((resolve) => {
      const id = (count += 1)
      const sent = sharedNow()
      waiting.set(id, (reply) => resolve({ ...reply, ms: sharedNow() - sent }))
      child.send({ ...order, id })
    })
}
