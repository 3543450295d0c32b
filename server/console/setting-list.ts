import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { z } from 'zod'
import { checkPassword } from '@/lib/accounts/password'
import { demoAccountsInput } from '@/lib/contract/accounts-input'
import { connectionInput } from '@/lib/contract/settings-input'
import { adminName } from '../accounts/first-admin'
import { proxiesFrom } from '../accounts/source'
import { shortestKeyText } from '../connections/secret-key'
import { ownNamesFrom } from '../front/own-names'

/** One variable of the environment. */
type Setting = {
  /** What it is for, as `docs/configuration.md` has it. */
  about: string
  /** What holds without it, in the same place. */
  without: string
  /** Ends the sentence "It has to be …". */
  wanted: string
  /** Its value is never said; it may come in a file that `<name>_FILE` names. */
  isSecret?: true
  /** The text of the variable, as what it means. A message of its own says more than `wanted`. */
  schema: z.ZodType
}

/** What a text means by a function that throws the sentence about one that cannot be used. */
const by = <T>(read: (text: string) => T) =>
  z.string().transform((text, ctx): T => {
    try {
      return read(text)
    } catch (error) {
      ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error), fatal: true })
      return z.NEVER
    }
  })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const text = z.string()
const keyText = text.refine((value) => value.length >= shortestKeyText)
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof levels)[number]

const port = text.refine((value) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535)

/** An address of this machine, or a name that leads to one. */
const isAddress = (value: string) =>
  isIP(value) !== 0 || (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) && !/^[\d.]+$/.test(value))

const databaseUrl = text.refine((value) => {
  try {
    const { protocol, username, password, pathname } = new URL(value)
    // The driver reads them so, and breaks where it cannot.
    decodeURIComponent(username + password)
    // A slash in a password ends what is taken for the host.
    return (protocol === 'postgres:' || protocol === 'postgresql:') && !pathname.includes('@')
  } catch {
    return false
  }
})

/** Everything that the console reads. An empty text is as none. */
export const settingList = {
  PORT: {
    about: 'the port that Andon listens on; `npm start -- --port …` goes before it',
    without: '3000',
    wanted: 'a number from 1 to 65535',
    schema: port.transform(Number),
  },
  ANDON_LISTEN: {
    about:
      'the address that Andon listens on; `0.0.0.0` and `::` are all of this machine. `npm start -- --hostname …` goes before it',
    without: '`127.0.0.1`: this machine alone',
    wanted: 'an address of this machine, such as 127.0.0.1, 0.0.0.0 or ::, without a port',
    schema: text.transform((value) => value.replace(/^\[(.+)\]$/, '$1')).refine(isAddress),
  },
  ANDON_PROXIES: {
    about:
      'addresses and networks of proxies whose `X-Forwarded-For`, `-Host` and `-Proto` are believed, such as `127.0.0.1, 10.0.0.0/8`. Without it all who come through a proxy count as one source',
    without: "nobody's",
    wanted: 'addresses or networks with commas between them, such as 10.0.0.5, 192.168.0.0/16',
    schema: by(proxiesFrom),
  },
  ANDON_ORIGIN: {
    about:
      'where people reach Andon, such as `https://andon.example.org`; several with commas between them. A request under another name is refused, and the first one stands in links',
    without: 'any IP address, `localhost`, and what the machine calls itself',
    wanted: 'one origin or several, such as https://andon.example.org',
    schema: by((value) => ownNamesFrom(value, hostname())),
  },
  ANDON_DATA: {
    about: 'the data directory: journal, accounts, connections and the key',
    without: '`.data`',
    wanted: 'a directory',
    schema: text,
  },
  DATABASE_URL: {
    about:
      'the PostgreSQL that holds journal, accounts and connections, which several processes may share; `ANDON_DATA` then holds the key file alone',
    without: 'a file of SQLite',
    wanted:
      'the address of a PostgreSQL, such as postgres://user:password@host:5432/andon, with signs such as @ : / # % in the password written as %40 %3A %2F %23 %25',
    isSecret: true,
    schema: databaseUrl,
  },
  ANDON_SECRET_KEY: {
    about: `any text of ${shortestKeyText} characters or more that seals the passwords of connections`,
    without: 'a key file in the data directory',
    wanted: `a text of ${shortestKeyText} characters or more`,
    isSecret: true,
    schema: keyText,
  },
  ANDON_ADMIN_PASSWORD: {
    about:
      'makes the account `admin`, or changes its password when it is another than before. It follows the rules that people choose theirs by',
    without: 'the first start prints a link with which the first administrator is set up',
    wanted: 'a password that nobody would try first',
    isSecret: true,
    schema: text.superRefine((value, ctx) => {
      const fit = checkPassword(value, adminName)
      if (!fit.ok) ctx.addIssue(fit.because)
    }),
  },
  ANDON_METRICS_TOKEN: {
    about: 'the bearer token that may read `/api/metrics`',
    without: 'only somebody who is signed in may',
    wanted: 'a text without blanks, of letters, digits and signs of ASCII',
    isSecret: true,
    schema: text.regex(/^[\x21-\x7e]+$/),
  },
  ANDON_API_PER_MINUTE: {
    about: 'how many requests of one API token `/api/v1` answers in a minute, at each process of Andon',
    without: '600',
    wanted: 'a number from 10 to 100000',
    schema: text
      .refine((value) => /^\d{2,6}$/.test(value) && Number(value) >= 10 && Number(value) <= 100_000)
      .transform(Number),
  },
  ANDON_CONSOLE_TICKETS: {
    about:
      'who gets a ticket with "Open in VMRC": from `operator` on, from `admin` on, or `nobody`. The ticket signs in once as the account of the connection, which may do more at the host than who presses; without one, VMRC asks who one is',
    without: '`admin`',
    wanted: 'one of admin, operator, nobody',
    schema: z.enum(['admin', 'operator', 'nobody']),
  },
  ANDON_LOG: {
    about:
      'the level of the log on standard error, from `fatal` to `trace`, or `silent`; `debug` says something at each border: calls, replies, faults, steps, streams',
    without: '`info`',
    wanted: `one of ${levels.join(', ')}`,
    schema: z.enum(levels),
  },
  ANDON_WIRE: {
    about:
      'a directory in which each call to a host and its reply are recorded, with passwords, cookies and tickets replaced; names, addresses and notes stay in it',
    without: 'nothing is recorded',
    wanted: 'a directory',
    schema: text,
  },
  ANDON_SIGNALS_TO: {
    about:
      'hosts that signals (webhooks, mail) may be sent to though they are this machine, or link-local: such as `localhost` where a mail server runs beside Andon',
    without: 'no address of this machine, and none that is link-local',
    wanted: 'host names or addresses with commas between them, such as localhost, 127.0.0.1',
    schema: text
      .transform((value) => value.split(',').map((host) => host.trim().toLowerCase()))
      .refine((hosts) => hosts.every((host) => /^[a-z0-9.:_-]{1,255}$/.test(host)))
      .transform((hosts): ReadonlySet<string> => new Set(hosts)),
  },
  ANDON_SEED_CONNECTIONS: {
    about: 'a JSON list of connections for an empty store',
    without: 'none',
    wanted: 'a JSON list of connections',
    isSecret: true,
    schema: text.transform((value, ctx) => {
      const read = z.array(connectionInput).safeParse(jsonOf(value))
      if (read.success) return read.data
      // The values hold passwords: only where it went wrong is said.
      const [issue] = read.error.issues
      const place = issue?.path.join('.') ?? ''
      ctx.addIssue(
        place === '' ? 'It is no JSON list of connections.' : `In its list of connections, ${place} cannot be used.`,
      )
      return z.NEVER
    }),
  },
  ANDON_DEMO_ACCOUNTS: {
    about:
      'a JSON list of accounts (`username`, `role`, `password`) that the sign-in page shows to everybody: for demos alone',
    without: 'none',
    wanted: 'a JSON list of accounts with username, role and password',
    isSecret: true,
    schema: text.transform(jsonOf).pipe(demoAccountsInput),
  },
  ANDON_NEW_SECRET_KEY: {
    about: '`npm run rotate-key`: the text that seals from then on',
    without: 'a new key file',
    wanted: `a text of ${shortestKeyText} characters or more`,
    isSecret: true,
    schema: keyText,
  },
  ANDON_PASSWORD: {
    about: '`npm run check-host`: the password of its user',
    without: 'it is asked for',
    wanted: 'a password',
    isSecret: true,
    schema: text,
  },
} as const satisfies Readonly<Record<string, Setting>>

/** The identity provider through which people may sign in; `server/identity/settings.ts` judges them together. */
export const providersNames: Readonly<Record<string, string>> = {
  ANDON_OIDC_ISSUER: 'the address of the provider; without it nobody signs in through one',
  ANDON_OIDC_CLIENT_ID: 'what the provider knows this console as',
  ANDON_OIDC_CLIENT_SECRET: 'the secret that they share; without it PKCE alone protects the exchange',
  ANDON_OIDC_CLIENT_SECRET_FILE: 'the file with that secret',
  ANDON_OIDC_SCOPES: 'what the provider is asked for: `openid profile` unless it is set',
  ANDON_OIDC_NAME: 'what people call the provider, on the sign-in page; its host name unless it is set',
  ANDON_OIDC_ROLES: 'who becomes what, a rule a line, such as `operator at esx-lab: groups=vm-operators`',
}

/** What only scripts for developers read; they judge it themselves. */
export const developersNames: Readonly<Record<string, string>> = {
  SIMULATOR_PORT: '`npm run demo`: the port of the first simulated host',
  ANDON_CHROMIUM: '`npm test`: the Chromium that the browser tests use',
  PG_BIN: '`npm test`: the folder with the programs of a PostgreSQL',
  ANDON_DIST: 'development: the folder of a second build or dev server',
  ANDON_MAPS:
    'development: `1` builds maps of the scripts for browsers, of which `npm run bench -- page` says what each is made of',
  ANDON_TYPES: 'development: `checked` where types are checked before the build',
}

/** What tests tell the programs that they start. */
export const isOfTests = (name: string): boolean => name.startsWith('ANDON_TEST_')

export type SettingName = keyof typeof settingList
/** What each setting means; one that is not set is not there. */
export type Values = { [Name in SettingName]?: z.output<(typeof settingList)[Name]['schema']> }
