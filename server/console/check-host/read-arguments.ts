import { parseThumbprint } from '@/lib/connections/thumbprint'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkInput } from '../../connections/check-input'
import type { Endpoint } from '@/lib/vsphere/connection'

export type CheckRequest =
  | { kind: 'check'; endpoint: Endpoint; user: string; mostVms: number; where: string }
  | { kind: 'help' }
  | { kind: 'refuse'; because: string }

export const helpText = `Signs in to an ESXi host or a vCenter, reads everything that Andon reads, and says what was understood, what was missing
or unknown, and what the account may do. Nothing is changed.

Usage: npm run check-host -- <address> [options]

  <address>            esx01, https://vc.example, root@10.0.0.5:443, or a libvirt URI such as esx://root@esx01/?no_verify=1
  --user NAME          unless the address names one
  --thumbprint SHA256  trust this certificate only
  --ca FILE            trust this certificate authority (PEM)
  --no-verify          trust whatever certificate is shown
  --allow-old-tls      speak TLS older than 1.2, which can be broken, where the server knows nothing newer
  --vms N              VMs whose pages are read (default 50); the lists always hold all
  --help               this text

The password comes from ANDON_PASSWORD, or is asked for. With ANDON_WIRE=<folder> everything is recorded there, without
passwords, cookies and tickets, for "npm run simulator -- --replay <folder>".
`

/** Reads the command line as the form behind Settings → Connections would be read. */
export function readArguments(args: readonly string[]): CheckRequest {
  const refuse = (because: string): CheckRequest => ({ kind: 'refuse', because })
  let parsed
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        user: { type: 'string', default: '' },
        thumbprint: { type: 'string' },
        ca: { type: 'string' },
        'no-verify': { type: 'boolean', default: false },
        'allow-old-tls': { type: 'boolean', default: false },
        vms: { type: 'string', default: '50' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return refuse(error instanceof Error ? `${error.message.split('. ')[0] ?? ''}.` : String(error))
  }
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help' }
  const [address, ...more] = positionals
  if (address === undefined || more.length > 0) return refuse('Give one address.')
  if (!/^\d{1,6}$/.test(values.vms)) return refuse(`--vms wants a number, not "${values.vms}".`)
  const trust = trustOf(values, address)
  if (typeof trust === 'string') return refuse(trust)
  const autoAnswer = /[?&]auto_answer=1\b/.test(address)
  const input = { name: 'check', address, user: values.user, password: 'asked for later', trust, autoAnswer }
  const checked = checkInput(input)
  if (!checked.ok) return refuse(checked.error.sentence)
  const { user } = checked.value
  const endpoint: Endpoint = {
    ...checked.value.endpoint,
    ...(values['allow-old-tls'] ? { allowOldTls: true } : {}),
  }
  const where = `${endpoint.transport}://${endpoint.host}:${endpoint.port}`
  return { kind: 'check', endpoint, user, mostVms: Number(values.vms), where }
}

type Trust = Parameters<typeof checkInput>[0]['trust']

function trustOf(
  { thumbprint, ca, 'no-verify': noVerify }: { thumbprint?: string; ca?: string; 'no-verify': boolean },
  address: string,
): Trust | string {
  if ([thumbprint, ca, noVerify || undefined].filter((one) => one !== undefined).length > 1) {
    return 'Only one of --thumbprint, --ca and --no-verify can hold.'
  }
  if (thumbprint !== undefined) {
    const parsed = parseThumbprint(thumbprint)
    return parsed.ok ? { kind: 'thumbprint', sha256: parsed.sha256 } : parsed.because
  }
  if (ca !== undefined) {
    try {
      return { kind: 'ca', pem: readFileSync(ca, 'utf8') }
    } catch {
      return `The file ${ca} cannot be read.`
    }
  }
  return noVerify || /[?&]no_verify=1\b/.test(address) ? { kind: 'none' } : { kind: 'system' }
}
