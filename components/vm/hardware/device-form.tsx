'use client'

import { useState, type ReactNode } from 'react'
import { checkDeviceRequest } from '@/lib/hardware/check-device-request'
import { deviceCan, type VmSetup } from '@/lib/hardware/device-can'
import type { DeviceRequest } from '@/lib/hardware/device-request'
import type { Result } from '@/lib/result'
import { lackingForRequest } from '@/lib/runs/needed-privileges'
import type { RunRequest } from '@/lib/runs/verb'
import { lacksSentence } from '@/lib/vsphere/rights'
import type { VmDetail, VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { FieldError } from '../../ui/field'
import { useScreenContext } from '../../screen/screen-context'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'

/** What every dialog about a device is given. */
export type DeviceDialogProps = {
  vm: VmView
  detail: VmDetail
  /** The devices as they are now. */
  setup: VmSetup
  onSend: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

type DeviceFormProps = DeviceDialogProps & {
  title: string
  description?: ReactNode
  verb: string
  width?: 'normal' | 'wide'
  /** What the form comes to, or what is wrong at a field, which says so itself once `onTried`. */
  request: DeviceRequest | undefined
  onTried?: () => void
  /** As a function it shows at its fields what stands against the request, and which of the two rules says so. */
  children: ReactNode | ((refusal: Refusal | undefined) => ReactNode)
}

/** `request`: no host would take it; `vm`: this VM does not. */
export type Refusal = { of: 'request' | 'vm'; because: string }

/**
 * A form about one device. It keeps the version of the configuration that it was opened with: what somebody else changes in
 * between is not overwritten, and the form says so before the host does.
 */
export function DeviceForm({ vm, detail, setup, onSend, request, onTried, children, ...frame }: DeviceFormProps) {
  const [changeVersion] = useState(detail.changeVersion)
  const [tried, setTried] = useState(false)
  const checked = request && checkDeviceRequest(request)
  const verdict = request && checked?.ok ? deviceCan(request, setup) : checked
  const refusal: Refusal | undefined =
    tried && verdict && !verdict.ok ? { of: checked?.ok ? 'vm' : 'request', because: verdict.because } : undefined
  const { missing, connectionName } = useScreenContext(vm)
  const lacking = request && lackingForRequest(request, missing, vm)
  const { title, verb, onClose, ...rest } = frame
  const send = () => {
    setTried(true)
    onTried?.()
    if (!request || !verdict?.ok) return undefined
    return onSend({ ...request, ...withoutUndefined({ changeVersion }) })
  }
  return (
    <FormDialog
      title={`${title}: ${vm.name}`}
      verb={verb}
      send={send}
      onClose={onClose}
      disabledReason={lacking && lacksSentence(lacking, connectionName)}
      {...withoutUndefined(rest)}
    >
      {detail.changeVersion !== changeVersion && (
        <Notice tone="wait" role="status">
          Somebody has changed this VM since the form was opened. The host will refuse; close the form and open it
          again.
        </Notice>
      )}
      {typeof children === 'function' ? children(refusal) : children}
      {typeof children !== 'function' && refusal && <FieldError>{refusal.because}</FieldError>}
    </FormDialog>
  )
}
