'use client'

import { useState } from 'react'
import type { HostNetwork } from '@/lib/hardware/host-network'
import type { NetworkRequest } from '@/lib/hardware/network-request'
import { readsAs } from '@/lib/names/typed-name'
import { failed, type Result } from '@/lib/result'
import { checkNetworkRequest, cutsManagement, networkFindings, type NetworkField } from '@/lib/runs/network-can'

/** What a form would ask for: what is wrong with it, each at its field, and whether the name has to be typed first. */
export function useNetworkForm(
  network: HostNetwork,
  request: NetworkRequest,
  onSend: (request: NetworkRequest) => Promise<Result<unknown>>,
) {
  const [tried, setTried] = useState(false)
  const [typed, setTyped] = useState('')
  const findings = networkFindings(request, network)
  const risk = cutsManagement(request, network)
  const isTyped = risk === undefined || readsAs(typed, request.name)

  const send = (): Promise<Result<unknown>> | undefined => {
    setTried(true)
    if (findings.length > 0 || !isTyped) return undefined
    const verdict = checkNetworkRequest(request, network)
    if (!verdict.ok) return Promise.resolve(failed({ blame: 'ours', code: 'not-possible', sentence: verdict.because }))
    return onSend(risk === undefined ? request : confirmedBy(request, typed))
  }

  return {
    errorAt: (field: NetworkField) => (tried ? findings.find(({ at }) => at === field)?.because : undefined),
    risk,
    typed,
    setTyped,
    typedError: tried && !isTyped ? 'This is not its name.' : undefined,
    send,
  }
}

/** What is new cuts nothing that is there, and takes no name twice. */
const confirmedBy = (request: NetworkRequest, confirmed: string): NetworkRequest =>
  request.do === 'addSwitch' || request.do === 'addPortGroup' ? request : { ...request, confirmed }
