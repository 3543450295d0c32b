import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import type { MailServer } from '@/lib/signals/route'
import { bareName, isForbidden } from '../outward/here'
import { checkHost, Unreachable, type Allowed } from '../outward/reach'
import { usualPatienceMs as patienceMs, whyNot, type Outcome } from './post'

export type Mail = {
  /** Of the delivery: repeats of it have the same Message-ID, so that a reader shows one. */
  id: string
  from: string
  to: readonly string[]
  subject: string
  text: string
}

/** Hands a mail to a server. TLS is checked as for any other server; a password is never sent without it, but where there is none. */
export async function sendMail(
  server: MailServer,
  password: string | undefined,
  mail: Mail,
  allowed: Allowed,
): Promise<Outcome> {
  const { host, port, security, user } = server
  try {
    const address = await addressOf(host, allowed)
    const transport = createTransport({
      host: address,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: isIP(bareName(host)) === 0 ? { servername: host } : {},
      ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      const domain = mail.from.slice(mail.from.lastIndexOf('@') + 1)
      const sent = await transport.sendMail({
        messageId: `<${mail.id}@${domain}>`,
        from: { name: 'Andon', address: mail.from },
        to: [...mail.to],
        subject: mail.subject,
        text: mail.text,
        // Nobody's absence is answered to.
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      const refused = sent.rejected?.length ?? 0
      const said = refused === 0 ? oneLine(sent.response ?? '') : `taken, but not for ${refused} of ${mail.to.length}`
      return { ok: true, said }
    } finally {
      transport.close()
    }
  } catch (error) {
    return { ok: false, said: whyNoMail(error) }
  }
}

/** The first address of a server's name, looked up for this one mail. */
async function addressOf(host: string, allowed: Allowed): Promise<string> {
  const bare = bareName(host)
  checkHost(bare, allowed)
  if (isIP(bare) !== 0) return bare
  const found = await lookup(bare, { all: true })
  if (!allowed.has(bare) && found.some(({ address }) => isForbidden(address)))
    throw new Unreachable(
      `${host} leads to an address of this machine, which Andon does not call unless it is allowed.`,
    )
  return found[0]?.address ?? bare
}

/** What the server said goes before what the library makes of it. */
function whyNoMail(error: unknown): string {
  if (!(error instanceof Error)) return whyNot(error)
  if ('code' in error && error.code === 'ETLS' && 'response' in error)
    return 'it does not offer STARTTLS, so that nothing was sent'
  if ('response' in error && typeof error.response === 'string') return `it answered: ${oneLine(error.response)}`
  return whyNot(error)
}

const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim().slice(0, 200)
