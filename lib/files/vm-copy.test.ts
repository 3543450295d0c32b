import { expect, test } from 'vitest'
import { getVmx, parseVmx, vmxText } from '../vmx/document'
import { editVmx } from '../vmx/edit'
import { checkCopyRequest, copyDiskName, copyEdits, copyItem } from './vm-copy'

const source = `.encoding = "UTF-8"
displayName = "web-01"
uuid.bios = "56 4d aa"
uuid.location = "56 4d bb"
vc.uuid = "52 00"
nvram = "web-01.nvram"
scsi0:0.fileName = "web-01-000002.vmdk"
scsi0:0.redo = ""
scsi0:1.fileName = "/vmfs/volumes/5f/data/web-01_1.vmdk"
ethernet0.addressType = "static"
ethernet0.address = "00:50:56:00:00:01"
ethernet1.addressType = "generated"
ethernet1.generatedAddress = "00:0c:29:aa:bb:cc"
sched.swap.derivedName = "/vmfs/volumes/5f/web-01/web-01.vswp"
answer.msg.serial.file.open = "Append"
my.own = "kept|22"
`

test('a copy has disks, UUIDs and addresses of its own, keeps everything else, and is never asked whether it was moved', () => {
  const document = parseVmx(source)
  const edited = editVmx(
    document,
    copyEdits(document, 'R&D 50% a/b', [
      { prefix: 'scsi0:0', file: copyDiskName(copyItem('R&D 50% a/b'), 0) },
      { prefix: 'scsi0:1', file: copyDiskName(copyItem('R&D 50% a/b'), 1) },
    ]),
  )
  if (!edited.ok) throw new Error(edited.because)
  const item = copyItem('R&D 50% a/b')
  expect(getVmx(edited.document, 'scsi0:0.fileName')).toBe(`${item}.vmdk`)
  expect(getVmx(edited.document, 'scsi0:1.fileName')).toBe(`${item}_1.vmdk`)
  expect(getVmx(edited.document, 'uuid.action')).toBe('create')
  expect(getVmx(edited.document, 'nvram')).toBe(`${item}.nvram`)
  expect(getVmx(edited.document, 'ethernet0.addressType')).toBe('generated')
  expect(getVmx(edited.document, 'my.own')).toBe('kept|22')
  expect(getVmx(edited.document, 'answer.msg.serial.file.open')).toBe('Append')
  const text = vmxText(edited.document)
  for (const gone of ['uuid.bios', 'uuid.location', 'vc.uuid', 'redo', '00:50:56', '00:0c:29', 'derivedName', '000002'])
    expect(text).not.toContain(gone)
})

test('a name that vSphere does not keep is refused', () => {
  expect(checkCopyRequest({ name: '  ' }).ok).toBe(false)
  expect(checkCopyRequest({ name: 'web-02' })).toEqual({ ok: true })
  // Its folder would be the datastore, or all of them, and goes when the copy fails.
  for (const name of ['.', '..', '東'.repeat(80)]) expect(checkCopyRequest({ name }).ok).toBe(false)
  for (const name of ['...', 'a.', '.a', 'a/..', '%2e%2e']) expect(checkCopyRequest({ name })).toEqual({ ok: true })
})
