/**
 * The questions that real hosts ask, by the id of their message. Sources and doubts: the catalogue in the project's
 * vim25 notes, section 4. A choice means the same whatever its label reads; `means` is what the simulator acts on.
 */

export type ChoiceMeaning =
  | 'append'
  | 'replace'
  | 'cancel'
  | 'moved'
  | 'copied'
  | 'create'
  | 'keep'
  | 'alwaysCreate'
  | 'alwaysKeep'
  | 'yes'
  | 'no'
  | 'retry'
  | 'abort'
  | 'ok'

export type CatalogueChoice = {
  means: ChoiceMeaning
  /** The label of hosts up to 4.x: text with the mnemonic marked by `_`. */
  mnemonic: string
  /** The label of newer hosts: an internal name. The text is in `summary` there. */
  label: string
  summary: string
}

export type CatalogueQuestion = {
  /** Absent for the few messages whose id the host does not tell. */
  messageId?: string
  /** The text, with `{1}`, `{2}` for the arguments. */
  text: string
  /** Arguments when nobody gives any (a question posted by a test or by the pretend colleague). */
  sample: readonly string[]
  choices: readonly [CatalogueChoice, ...CatalogueChoice[]]
  /** Index into `choices`; absent when the host names no default. */
  defaultIndex?: number
}

const cancel: CatalogueChoice = { means: 'cancel', mnemonic: '_Cancel', label: 'Cancel', summary: 'Cancel' }
const yes: CatalogueChoice = { means: 'yes', mnemonic: '_Yes', label: 'button.yes', summary: 'Yes' }
const no: CatalogueChoice = { means: 'no', mnemonic: '_No', label: 'button.no', summary: 'No' }
const ok: CatalogueChoice = { means: 'ok', mnemonic: '_OK', label: 'button.ok', summary: 'OK' }
const retry: CatalogueChoice = { means: 'retry', mnemonic: '_Retry', label: 'button.retry', summary: 'Retry' }
const abort: CatalogueChoice = { means: 'abort', mnemonic: '_Abort', label: 'button.abort', summary: 'Abort' }

const fileChoices = (port: string) =>
  [
    { means: 'append', mnemonic: '_Append', label: `button.${port}.file.append`, summary: 'Append' },
    { means: 'replace', mnemonic: '_Replace', label: `button.${port}.file.overwrite`, summary: 'Replace' },
    cancel,
  ] as const

export const questionCatalogue = {
  'msg.serial.file.open': {
    messageId: 'msg.serial.file.open',
    text: 'Serial port output file "{1}" already exists. Do you want to replace it with new content, or append new content to the end of the file?',
    sample: ['/vmfs/volumes/datastore1/console/serial0.log'],
    choices: fileChoices('serial'),
    defaultIndex: 0,
  },
  'msg.parallel.file.open': {
    messageId: 'msg.parallel.file.open',
    text: 'Parallel port output file "{1}" already exists. Do you want to replace it with new content, or append new content to the end of the file?',
    sample: ['/vmfs/volumes/datastore1/console/parallel0.prn'],
    choices: fileChoices('parallel'),
    defaultIndex: 0,
  },
  'msg.uuid.altered': {
    messageId: 'msg.uuid.altered',
    text:
      'This virtual machine might have been moved or copied. In order to configure certain management and networking ' +
      'features, VMware ESX needs to know if this virtual machine was moved or copied. If you don\'t know, answer "I copied it".',
    sample: [],
    choices: [
      { means: 'cancel', mnemonic: 'Cancel', label: 'button.uuid.Cancel', summary: 'Cancel' },
      { means: 'moved', mnemonic: 'I _moved it', label: 'button.uuid.movedTheVM', summary: 'I Moved It' },
      { means: 'copied', mnemonic: 'I _copied it', label: 'button.uuid.copiedTheVM', summary: 'I Copied It' },
    ],
    defaultIndex: 2,
  },
  'msg.uuid.altered (GSX)': {
    messageId: 'msg.uuid.altered',
    text:
      "The location of this virtual machine's configuration file has changed since it was last powered on. " +
      'Do you want to create a new unique identifier (UUID) for this virtual machine or keep the old one?',
    sample: [],
    choices: [
      { means: 'create', mnemonic: '_Create', label: 'Create', summary: 'Create' },
      { means: 'keep', mnemonic: '_Keep', label: 'Keep', summary: 'Keep' },
      { means: 'alwaysCreate', mnemonic: '_Always Create', label: 'Always Create', summary: 'Always Create' },
      { means: 'alwaysKeep', mnemonic: 'Always _Keep', label: 'Always Keep', summary: 'Always Keep' },
    ],
    defaultIndex: 0,
  },
  'msg.cdromdisconnect.locked': {
    messageId: 'msg.cdromdisconnect.locked',
    text:
      'The guest operating system has locked the CD-ROM door and is probably using the CD-ROM, which can prevent the guest ' +
      'from recognizing media changes. If possible, eject the CD-ROM from inside the guest before disconnecting. ' +
      'Disconnect anyway and override the lock?',
    sample: [],
    choices: [yes, no],
    defaultIndex: 1,
  },
  'msg.hbacommon.outofspace': {
    messageId: 'msg.hbacommon.outofspace',
    text:
      "There is no more space for virtual disk '{1}'. You might be able to continue this session by freeing disk space on " +
      'the relevant volume, and clicking Retry. Click Cancel to terminate this session.',
    sample: ['data_1.vmdk'],
    choices: [retry, { ...cancel, mnemonic: '_Cancel', label: 'button.abort', summary: 'Cancel' }],
    defaultIndex: 0,
  },
  'msg.hbacommon.corruptredo': {
    messageId: 'msg.hbacommon.corruptredo',
    text:
      "The redolog of '{1}' has been detected to be corrupt. The virtual machine needs to be powered off. " +
      'If the problem still persists, you need to discard the redolog.',
    sample: ['data-000001.vmdk'],
    choices: [ok],
    defaultIndex: 0,
  },
  'msg.hbacommon.locklost': {
    messageId: 'msg.hbacommon.locklost',
    text: "The lock protecting '{1}' has been lost, possibly due to underlying storage issues. The virtual machine needs to be powered off.",
    sample: ['data.vmdk'],
    choices: [ok],
    defaultIndex: 0,
  },
  'msg.disk.duplicateUUID': {
    messageId: 'msg.disk.duplicateUUID',
    text:
      "Virtual disks '{1}' and '{2}' have the same UUID. The guest operating system may confuse one with the other. " +
      'Do you want to continue?',
    sample: ['data.vmdk', 'data_1.vmdk'],
    choices: [yes, no],
  },
  'msg.cpuid.noVHVQuestion': {
    messageId: 'msg.cpuid.noVHVQuestion',
    text: 'Virtualized Intel VT-x/EPT is not supported on this platform. Continue without virtualized Intel VT-x/EPT?',
    sample: [],
    choices: [yes, no],
    defaultIndex: 1,
  },
  'msg.floppy.changeName': {
    messageId: 'msg.floppy.changeName',
    text: 'The path to floppy drive 0 ("A:") appears to be incorrect. Would you like to change it to "{1}"?',
    sample: ['/dev/fd0'],
    choices: [yes, no],
  },
  'cannot connect device': {
    text:
      'Cannot connect the virtual device {1} because no corresponding device is available on the host. ' +
      'Do you want to try to connect this virtual device every time you power on the virtual machine?',
    sample: ['ide1:0'],
    choices: [yes, no],
    defaultIndex: 0,
  },
  'swap file': {
    text: "Could not extend the swap file '{1}' to {2} MB: there is not enough space on the file system. Free space and retry, or abort.",
    sample: ['/vmfs/volumes/datastore1/build/build.vswp', '8192'],
    choices: [retry, abort],
    defaultIndex: 0,
  },
  'swap file (figures)': {
    messageId: 'msg.vmmonVMK.swapSpace',
    text: "Could not extend the swap file '{1}' to {2} MB: only {3} MB are free at {4}. Free space and retry, or abort.",
    sample: ['/vmfs/volumes/datastore1/build/build.vswp', '8192', '1085', '08:00:00'],
    choices: [retry, abort],
    defaultIndex: 0,
  },
} as const satisfies Record<string, CatalogueQuestion>

export type QuestionName = keyof typeof questionCatalogue

export const questionNames = Object.keys(questionCatalogue) as readonly QuestionName[] // keys of a const object
