/** What is known of one answer. `of` is the file or disk that the question names, such as `serial0.log`. */
export type KnownChoice = {
  /** Label, summary or label id, lower case. */
  names: readonly string[]
  consequence: string
  /** Set when something is lost: the sentence to agree to first. */
  lost?: (label: string, of: string | undefined) => string
}

export type KnownQuestion = {
  /** For the wall, where only a few words fit. */
  short: (of: string | undefined) => string
  choices: readonly KnownChoice[]
}

const it = (of: string | undefined, otherwise: string) => of ?? otherwise

const fileQuestion = (port: 'Serial' | 'Parallel'): KnownQuestion => {
  const id = `button.${port.toLowerCase()}.file`
  return {
    short: () => `${port} port output file already exists. Append to it, or replace it?`,
    choices: [
      { names: ['append', `${id}.append`], consequence: 'keeps what is in the file' },
      {
        names: ['replace', 'overwrite', `${id}.overwrite`, `${id}.replace`],
        consequence: 'erases the file',
        lost: (label, of) => `${label} erases ${it(of, 'the file')}. This cannot be undone.`,
      },
      { names: ['cancel', `${id}.cancel`, 'button.cancel'], consequence: 'does not power on' },
    ],
  }
}

const powersOff = (label: string) => `${label} powers the VM off. What the guest has not written to disk is lost.`
const yes = ['yes', 'button.yes'] as const
const no = ['no', 'button.no'] as const
const cancel = ['cancel', 'button.cancel', 'abort', 'button.abort'] as const

/**
 * Questions whose answers Andon can explain, by message id. Matched by id and by label or summary, never by key: the
 * same answer has been seen under different keys. Texts and choices: public reports of each question on ESX, ESXi and
 * vCenter.
 */
export const knownQuestions: Readonly<Record<string, KnownQuestion>> = {
  'msg.serial.file.open': fileQuestion('Serial'),
  'msg.parallel.file.open': fileQuestion('Parallel'),
  'msg.uuid.altered': {
    short: () => 'Was this VM moved or copied?',
    choices: [
      { names: ['cancel', 'button.uuid.cancel', 'button.cancel'], consequence: 'does not power on' },
      { names: ['i moved it', 'button.uuid.movedthevm'], consequence: 'keeps UUID and MAC' },
      { names: ['i copied it', 'button.uuid.copiedthevm'], consequence: 'new UUID and MAC' },
      { names: ['create'], consequence: 'new UUID and MAC' },
      { names: ['keep'], consequence: 'keeps UUID and MAC' },
      { names: ['always create'], consequence: 'new UUID and MAC after every move' },
      { names: ['always keep'], consequence: 'keeps UUID and MAC after every move' },
    ],
  },
  'msg.cdromdisconnect.locked': {
    short: () => 'The guest has locked the CD-ROM. Disconnect it anyway?',
    choices: [
      {
        names: yes,
        consequence: 'disconnects it, over the guest’s lock',
        lost: (label) => `${label} disconnects a CD-ROM that the guest is using. The guest may see read errors.`,
      },
      { names: no, consequence: 'leaves it connected' },
    ],
  },
  'msg.hbacommon.outofspace': {
    short: (of) =>
      `No more space for virtual disk${of === undefined ? '' : ` ${of}`}. Free disk space and retry; cancel powers the VM off.`,
    choices: [
      { names: ['retry', 'button.retry'], consequence: 'try to write again' },
      { names: cancel, consequence: 'powers it off', lost: powersOff },
    ],
  },
  'msg.hbacommon.corruptredo': {
    short: (of) => `The redo log${of === undefined ? '' : ` ${of}`} is corrupt. The VM has to be powered off.`,
    choices: [{ names: ['ok', 'button.ok'], consequence: 'powers it off', lost: powersOff }],
  },
  'msg.hbacommon.locklost': {
    short: () => 'The lock on a virtual disk is lost. The VM has to be powered off.',
    choices: [{ names: ['ok', 'button.ok'], consequence: 'powers it off', lost: powersOff }],
  },
  'msg.disk.duplicateuuid': {
    short: () => 'Two disks of this VM have the same UUID. Continue?',
    choices: [
      {
        names: yes,
        consequence: 'goes on with both disks',
        lost: (label) =>
          `${label} goes on with two disks that the guest cannot tell apart. It may write to the wrong one.`,
      },
      { names: no, consequence: 'does not go on' },
    ],
  },
  'msg.cpuid.novhvquestion': {
    short: () => 'This host cannot run virtual machines inside this VM. Continue without?',
    choices: [
      { names: yes, consequence: 'powers on without nested virtualization' },
      { names: no, consequence: 'does not power on' },
    ],
  },
  'msg.floppy.changename': {
    short: () => 'The path to a floppy drive appears to be incorrect. Change it?',
    choices: [
      { names: yes, consequence: 'changes the path' },
      { names: no, consequence: 'keeps the path' },
    ],
  },
}
