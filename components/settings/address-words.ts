import { formatAddress, type ParsedAddress } from '@/lib/connections/address'

const kinds = { esx: 'an ESXi host', gsx: 'a VMware Server', vcenter: 'a vCenter' } as const

/** What an address that is being typed was understood as, as sentences: what it is first, then what has no effect. */
export function addressWords(address: ParsedAddress): string[] {
  const { endpoint, kind, user, autoAnswer, noVerify, warnings } = address
  const what = kind === undefined ? 'Understood as' : `Understood as ${kinds[kind]} at`
  const proxy = endpoint.proxy ? [`Through the ${endpoint.proxy.type} proxy ${endpoint.proxy.host}.`] : []
  return [
    `${what} ${formatAddress(endpoint)}${user === undefined ? '' : `, user ${user}`}.`,
    ...proxy,
    ...(noVerify ? ['no_verify=1: the certificate is not checked.'] : []),
    ...(autoAnswer === undefined ? [] : [`auto_answer=${autoAnswer ? '1: auto-answer on' : '0: auto-answer off'}.`]),
    ...(endpoint.transport === 'http' ? ['Plain HTTP: the password crosses the network unprotected.'] : []),
    ...warnings,
  ]
}
