'use client'

import { firmwareWords } from '@/lib/files/new-vm'
import { formatList } from '@/lib/format/list'
import type { VmDetail, VmDevice } from '@/lib/vsphere/vm'
import { Button } from '../../ui/button'
import { Fact, FactPanel, Facts } from '../../ui/facts'
import { bootable } from './boot-dialog'

type StartPanelProps = {
  detail: VmDetail
  devices: readonly VmDevice[]
  reason: string | undefined
  onChange: () => void
}

/** What the VM starts from. */
export function StartPanel({ detail: { firmware, boot }, devices, reason, onChange }: StartPanelProps) {
  const order = boot?.order?.map((one) => {
    const found = bootable(devices).find(({ device }) => JSON.stringify(device) === JSON.stringify(one))
    return found?.label ?? 'a device that is gone'
  })
  return (
    <FactPanel title="Boot">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Facts>
          <Fact name="Firmware">
            {firmware === 'bios' || firmware === 'efi' ? firmwareWords[firmware] : (firmware ?? 'not known')}
            {boot?.secureBoot === true && ', secure boot'}
          </Fact>
          <Fact name="Order">
            {boot === undefined
              ? 'not known'
              : order === undefined
                ? 'set, with a device that Andon does not know'
                : order.length === 0
                  ? 'the firmware decides'
                  : formatList(order).replace(/ and /u, ', then ')}
            {boot?.entersSetup === true && '; enters setup at the next start'}
          </Fact>
        </Facts>
        <Button className="ml-auto" onClick={onChange} disabledReason={reason}>
          Change boot options
        </Button>
      </div>
    </FactPanel>
  )
}
