import { parseArgs } from 'node:util'
import type { Product } from '../vim25/api-version'
import type { Account } from '../wire/sessions'
import type { PlainAnswer } from '../wire/wire-context'
import { quirkNames, type QuirkName, type Quirks } from '../world/quirks'
import { readAccount } from './cli-accounts'

/** What the command line asks for. */
export type CliOptions = {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly product: Product
  readonly preset: Preset
  readonly vms: number | undefined
  readonly seed: number | undefined
  readonly speed: number
  readonly user: string | undefined
  readonly password: string | undefined
  readonly apiVersion: string | undefined
  readonly activity: boolean
  readonly accounts: readonly Account[] | undefined
  readonly quirks: Partial<Quirks> | undefined
  readonly boot: readonly PlainAnswer[] | undefined
  readonly clockOffsetMs: number | undefined
  readonly instanceUuid: string | undefined
}

/** A recording is served instead of a world. */
export type ReplayOptions = {
  readonly folder: string
  readonly acceptCut: boolean
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

export type Preset = (typeof presets)[number]
const presets = ['demo', 'empty', 'everyday', 'field'] as const

export type CliRequest =
  | { readonly kind: 'run'; readonly options: CliOptions }
  | { readonly kind: 'replay'; readonly options: ReplayOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'refuse'; readonly because: string }

export const helpText = `A simulated ESXi host or vCenter that speaks the vSphere SOAP API.

Usage: npm run simulator -- [options]

  --listen HOST:PORT   where to listen (default 127.0.0.1:8989; port 0 takes any free one)
  --tls                HTTPS with a self-signed certificate made at start
  --product NAME       esx (default) or vcenter
  --preset NAME        what is on it: demo (default), everyday, empty, field (one of each awkward thing)
  --vms N              this many generated virtual machines instead of a preset
  --seed N             the same number gives the same inventory
  --speed X            work goes X times as fast as on a real host (default 1; 0 does not wait at all)
  --user NAME          who may log in (default root, on a vCenter administrator@vsphere.local)
  --user NAME:PASSWORD:deny=PRIVILEGE,PRIVILEGE@OBJECT
                       a further account that lacks these privileges, everywhere or on one object and what is below it;
                       :only=PRIVILEGE,… instead names all it has, :login=PasswordExpired what Login answers. Repeatable
  --password TEXT      with which password (default password)
  --api-version V      the newest API it speaks, such as 6.7 or 2.5 (default: the newest)
  --activity           machines keep doing things by themselves
  --quirk NAME         behave as real servers do at times (repeatable):
                       ${Object.keys(quirkNames).join(', ')}
  --boot LIST          answer the first requests so, one each, before there is vSphere: 404,502,503,page
  --clock OFFSET       the host's clock is off by this: 3h, 2h30m, --clock=-90s
  --instance-uuid ID   who a vCenter says it is
  --replay FOLDER      serve what Andon recorded there (ANDON_WIRE) instead: any user and password may log in, and a
                       call that is not in the recording gets a fault that names it. Goes with --listen and --tls only
  --accept-cut         with --replay: a recording whose end is missing is served as far as it is whole
  --help               this text
`

/** Read the command line. A bad argument is refused with a sentence that says what is wrong and what would be right. */
export function readCommandLine(args: readonly string[]): CliRequest {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        listen: { type: 'string', default: '127.0.0.1:8989' },
        tls: { type: 'boolean', default: false },
        product: { type: 'string', default: 'esx' },
        preset: { type: 'string', default: 'demo' },
        vms: { type: 'string' },
        seed: { type: 'string' },
        speed: { type: 'string', default: '1' },
        user: { type: 'string', multiple: true },
        password: { type: 'string' },
        'api-version': { type: 'string' },
        activity: { type: 'boolean', default: false },
        quirk: { type: 'string', multiple: true, default: [] },
        boot: { type: 'string' },
        clock: { type: 'string' },
        'instance-uuid': { type: 'string' },
        replay: { type: 'string' },
        'accept-cut': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    return refuse(error instanceof Error ? `${error.message.split('. ')[0] ?? ''}.` : String(error))
  }
  if (values.help) return { kind: 'help' }

  const address = /^(?:\[([0-9a-fA-F:]+)\]|([^:]+)):(\d{1,5})$/.exec(values.listen)
  const port = Number(address?.[3])
  if (address === null || port > 65_535) {
    return refuse(`--listen wants a host and a port, such as 127.0.0.1:8989, not "${values.listen}".`)
  }
  const product = values.product
  if (product !== 'esx' && product !== 'vcenter') return refuse(`--product is esx or vcenter, not "${product}".`)
  const preset = presets.find((name) => name === values.preset)
  if (preset === undefined) return refuse(`--preset is one of ${presets.join(', ')}, not "${values.preset}".`)
  const vms = wholeNumber(values.vms)
  if (Number.isNaN(vms) || (vms ?? 0) > 200_000)
    return refuse(`--vms wants a number from 0 to 200000, not "${values.vms}".`)
  const seed = wholeNumber(values.seed)
  if (Number.isNaN(seed)) return refuse(`--seed wants a whole number, not "${values.seed}".`)
  const speed = /^\d+(\.\d+)?$/.test(values.speed) ? Number(values.speed) : Number.NaN
  if (Number.isNaN(speed)) return refuse(`--speed wants a number such as 1, 10 or 0.5, not "${values.speed}".`)
  const apiVersion = values['api-version']
  if (apiVersion !== undefined && !/^\d{1,2}\.\d{1,2}(\.\d{1,2}){0,2}$/.test(apiVersion)) {
    return refuse(`--api-version wants a version such as 8.0.3.0, 6.7 or 2.5, not "${apiVersion}".`)
  }
  const { tls, password, activity, replay } = values
  const users = values.user ?? []
  const user = users.findLast((text) => !text.includes(':'))
  const accounts = users.filter((text) => text.includes(':')).map(readAccount)
  for (const read of accounts) if ('because' in read) return refuse(read.because)
  const quirks = values.quirk.map((name) => (Object.hasOwn(quirkNames, name) ? quirkNames[name as QuirkName] : name)) // checked
  const unknown = quirks.find((quirk) => typeof quirk === 'string')
  if (unknown !== undefined) return refuse(`--quirk is one of ${Object.keys(quirkNames).join(', ')}, not "${unknown}".`)
  const boot = values.boot?.split(',').map((answer) => (answer === 'page' ? answer : Number(answer)))
  if (boot?.some((answer) => answer !== 'page' && !(answer >= 200 && answer < 600)) === true)
    return refuse(`--boot wants HTTP statuses and pages, such as 404,502,503,page, not "${values.boot ?? ''}".`)
  const clockOffsetMs = readOffset(values.clock)
  if (Number.isNaN(clockOffsetMs))
    return refuse(`--clock wants an offset such as 3h, -90s or 2h30m, not "${values.clock ?? ''}".`)
  const host = address[1] ?? address[2] ?? ''
  if (replay !== undefined) {
    const other = args.find((arg) => /^--(?!replay|accept-cut|listen|tls)/.test(arg))
    if (other !== undefined) return refuse(`${other} does not go with --replay: the recording says what is there.`)
    return { kind: 'replay', options: { folder: replay, acceptCut: values['accept-cut'], host, port, tls } }
  }
  if (values['accept-cut']) return refuse('--accept-cut goes with --replay only.')
  return {
    kind: 'run',
    options: {
      host,
      port,
      tls,
      product,
      preset,
      vms,
      seed,
      speed,
      user,
      password,
      apiVersion,
      activity,
      boot,
      clockOffsetMs,
      accounts:
        accounts.length === 0 ? undefined : accounts.flatMap((read) => ('account' in read ? [read.account] : [])),
      quirks:
        quirks.length === 0 ? undefined : Object.assign({}, ...quirks.filter((quirk) => typeof quirk === 'object')),
      instanceUuid: values['instance-uuid'],
    },
  }
}

/** `-2h30m` in milliseconds. */
function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /^([+-]?)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? []
  if (sign === undefined || !/\d/.test(text)) return Number.NaN
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * (sign === '-' ? -1000 : 1000)
}

function refuse(because: string): CliRequest {
  return { kind: 'refuse', because }
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
}

/** Where a simulator runs. */
export type RunningAt = {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly hostPath: string | undefined
}

/** What to tell a person once it runs: where it is and how the usual clients get there. */
export function readyText(at: RunningAt, options: Pick<CliOptions, 'product' | 'tls'>): string {
  const isEsx = options.product === 'esx'
  const [scheme, protocol] = [isEsx ? 'esx' : 'vpx', options.tls ? 'https' : 'http']
  const query = options.tls ? 'no_verify=1' : 'transport=http&no_verify=1'
  const address = `${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`
  const user = encodeURIComponent(at.user)
  return [
    `Simulated ${isEsx ? 'ESXi host' : 'vCenter'} ready: ${at.url}/sdk (user ${at.user}, password ${at.password})`,
    `  virsh    virsh -c '${scheme}://${user}@${address}${at.hostPath ?? '/'}?${query}' list --all`,
    `  govc     GOVC_URL='${protocol}://${user}:${encodeURIComponent(at.password)}@${address}/sdk' GOVC_INSECURE=1 govc find`,
    `  pyVmomi  SmartConnect(protocol='${protocol}', host='${at.host}', port=${at.port}, user='${at.user}', pwd='${at.password}')`,
    `  Andon    Settings → Connections → ${scheme}://${user}@${address}${at.hostPath ?? '/'}?${query}`,
    '',
  ].join('\n')
}
