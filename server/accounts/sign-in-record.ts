/**
 * How an attempt to sign in ended. `slowed` and `busy`: the password was not looked at. `refused`: through a provider. Those of
 * codes come after a right password. `no-token`: a program sent an API token that opens nothing.
 */
export const signInOutcomes = [
  'signed-in',
  'wrong',
  'disabled',
  'slowed',
  'busy',
  'refused',
  'code-wrong',
  'code-slowed',
  'passkey-wrong',
  'passkey-copied',
  'passkey-slowed',
  'no-token',
] as const

export type SignInOutcome = (typeof signInOutcomes)[number]

/** The provider that somebody comes through, why it was refused, and whose name that tells. */
export type Through = { through: string; because?: string; person?: string | undefined }

/** What somebody signed in with; `code` and `recovery-code`: beside the password. */
export type SignInMeans = 'password' | 'code' | 'recovery-code' | 'passkey'

type How = Through | { means: SignInMeans }

/** What is told to the journal and the log. `by` is an account, or the address that somebody unknown came from. */
export type SignInTell = {
  note: (note: { by: string; text: string; people?: readonly string[] }) => Promise<void>
  log: (line: { outcome: SignInOutcome; account: string; source: string; count: number } & Partial<Through>) => void
  warn: (text: string, error: unknown) => void
}

/**
 * Attempts to sign in, in the journal, the log and the figures. The first of a kind (an outcome at an account from an
 * address) is written down at once; those that follow within a minute are one line at its end, so that a guesser fills
 * no disk.
 */
export type SignInRecord = {
  /** A success is on the disk when this resolves. `account` is empty for a name that no account has. */
  take(outcome: SignInOutcome, account: string, source: string, how?: How): Promise<void>
  /** How many attempts ended in which way since the start. */
  counts(): ReadonlyMap<SignInOutcome, number>
  /** Writes what is still to be written. */
  close(): Promise<void>
}

const foldMs = 60_000
/** So many kinds are told apart within a minute; the rest is one line. */
const mostKinds = 40

type Kind = { outcome: SignInOutcome; account: string; source: string; more: number } & Partial<
  Through & { means: SignInMeans }
>

/** @param after calls back once after so many milliseconds, unless it is stopped. */
export function createSignInRecord(
  { note, log, warn }: SignInTell,
  after: (ms: number, run: () => void) => () => void = afterMs,
): SignInRecord {
  const counts = new Map<SignInOutcome, number>(signInOutcomes.map((outcome) => [outcome, 0]))
  const kinds = new Map<string, Kind>()
  let rest = { attempts: 0, sources: new Set<string>() }
  let stop: (() => void) | undefined

  async function fold(): Promise<void> {
    stop?.()
    stop = undefined
    const folded = [...kinds.values()].filter(({ more }) => more > 0)
    const { attempts, sources } = rest
    kinds.clear()
    rest = { attempts: 0, sources: new Set() }
    for (const { more, ...kind } of folded) {
      log({ ...kind, count: more })
      await note({ by: byOf(kind), text: moreText(kind, more), ...namedIn(kind) })
    }
    if (attempts === 0) return
    const from = sources.size === 1 ? 'one more address' : `${sources.size} more addresses`
    log({ outcome: 'wrong', account: '', source: from, count: attempts })
    await note({ by: 'Andon', text: `${attempts} more attempts to sign in from ${from} within a minute` })
  }

  const foldSoon = () => fold().catch((error: unknown) => warn('attempts to sign in were not recorded', error))

  return {
    async take(outcome, account, source, how) {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      stop ??= after(foldMs, () => void foldSoon())
      const about: About = { outcome, account, source, ...how }
      const key = [outcome, source, account, about.through, about.because, about.means].join(' ')
      const known = kinds.get(key)
      if (known) return void (known.more += 1)
      // Who signs in is always named: only failures can be made by anybody.
      if (kinds.size >= mostKinds && outcome !== 'signed-in') {
        rest.attempts += 1
        if (rest.sources.size < 10_000) rest.sources.add(source)
        return
      }
      kinds.set(key, { ...about, more: 0 })
      log({ ...about, count: 1 })
      await note({ by: byOf(about), text: firstText(about), ...namedIn(about) })
    },
    counts: () => counts,
    close: foldSoon,
  }
}

function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

type About = Omit<Kind, 'more'>

/** Whoever failed may be anybody: only the address is known. */
const byOf = ({ outcome, account, source }: About) => (outcome === 'signed-in' ? account : source)

const namedIn = ({ person }: About) => (person === undefined ? {} : { people: [person] })

const asWhom = ({ outcome, account, through }: About) => {
  if (outcome === 'refused' && account === '') return `through ${through}`
  if (outcome.startsWith('passkey') && account === '') return 'with a passkey that no account has'
  const as = account === '' ? 'with a name that no account has' : `as ${account}`
  return through === undefined ? as : `${as} through ${through}`
}

const withWhat: Record<SignInMeans, string> = {
  password: '',
  code: ' with a code',
  'recovery-code': ' with a recovery code',
  passkey: ' with a passkey',
}

const why: Partial<Record<SignInOutcome, string>> = {
  disabled: ': the account is disabled',
  slowed: ', and the password was not looked at',
  busy: ', and the password was not looked at',
  'code-wrong': ': the password was right, the code was not',
  'code-slowed': ': the password was right, and the code was not looked at',
  'passkey-wrong': ': a passkey was not accepted',
  'passkey-copied': ': the passkey counts back, as a copy of it would',
  'passkey-slowed': ', and the passkey was not looked at',
}

const failedBecause = ({ outcome, because = '' }: About) => why[outcome] ?? (because === '' ? '' : `: ${because}`)

const cameFrom = ({ source, through, means = 'password' }: About) =>
  through === undefined ? `${source}${withWhat[means]}` : `${source} through ${through}`

const firstText = (about: About) =>
  about.outcome === 'signed-in'
    ? `Signed in from ${cameFrom(about)}`
    : about.outcome === 'no-token'
      ? 'An API token that opens nothing was sent'
      : `Sign-in ${asWhom(about)} failed${failedBecause(about)}`

const moreText = (about: About, more: number) =>
  about.outcome === 'signed-in'
    ? `Signed in ${more} more ${times(more)} from ${cameFrom(about)} within a minute`
    : about.outcome === 'no-token'
      ? `An API token that opens nothing was sent ${more} more ${times(more)} within a minute`
      : `Sign-in ${asWhom(about)} failed ${more} more ${times(more)} within a minute${failedBecause(about)}`

const times = (count: number) => (count === 1 ? 'time' : 'times')
