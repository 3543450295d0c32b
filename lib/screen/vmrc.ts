/** A VM's console as VMRC finds it. Without a ticket it asks for a vSphere account of its own. */
export type ConsoleAddress = {
  /** Name or address, an IPv6 one without brackets. */
  host: string
  port: number
  moid: string
  /** Of AcquireCloneTicket: whoever has it signs in once as Andon's account. A secret. */
  ticket?: string
}

/** `vmrc://clone:<ticket>@<server>[:port]/?moid=<moid>`, as VMRC's documentation has it, for ESXi and for vCenter. */
export function vmrcUri({ host, port, moid, ticket }: ConsoleAddress): string {
  const name = host.includes(':') ? `[${host}]` : host
  const at = port === 443 ? name : `${name}:${port}`
  const clone = ticket === undefined ? '' : `clone:${encodeURIComponent(ticket)}@`
  return `vmrc://${clone}${at}/?moid=${encodeURIComponent(moid)}`
}
