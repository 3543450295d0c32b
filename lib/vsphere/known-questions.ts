/** What is known of one answer. `of` is the file or disk that the question names, such as `serial0.log`. */
export type KnownChoice = {
  /** Label, summary or label id, lower case. */
  names: readonly string[]
  consequence: string
  /** Set when something is lost: the sentence to agree to first. */
  lost?: (label: string, of: string | undefined) => string
  /** The same for several VMs at once. `size`: of their files together, in words, as far as that is known. */
  lostByMany?: (label: string, vms: string, size: string | undefined) => string
}

export type KnownQuestion = {
  /** What many VMs ask, as a heading. */
  title: string
  /** For the wall, where only a few words fit. `about`: the datastore that is full. */
  short: (of: string | undefined, about?: string) => string
  /** What has come about, as a rule says it: "when …". */
  when: string
  choices: readonly KnownChoice[]
}

const it = (of: string | undefined, otherwise: string) => of ?? otherwise

const fileQuestion = (port: 'Serial' | 'Parallel'): KnownQuestion => {
  const id = `button.${port.toLowerCase()}.file`
  return {
    title: `${port} port output file exists`,
    short: () => `${port} port output file already exists. Append to it, or replace it?`,
    when: `a ${port.toLowerCase()} port's output file exists`,
    choices: [
      { names: ['append', `${id}.append`], consequence: 'keeps what is in the file' },
      {
        names: ['replace', 'overwrite', `${id}.overwrite`, `${id}.replace`],
        consequence: 'erases the file',
        lost: (label, of) => `${label} erases ${it(of, 'the file')}. This cannot be undone.`,
        lostByMany: (label, vms, size) =>
          `${label} erases the files of ${vms}${size === undefined ? '' : `, ${size}`}. This cannot be undone.`,
      },
      { names: ['cancel', `${id}.cancel`, 'button.cancel'], consequence: 'does not power on' },
    ],
  }
}

const powersManyOff = (label: string, vms: string) =>
  `${label} powers ${vms} off at once. What the guests have not written to disk is lost.`
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
    title: 'Moved or copied?',
    short: () => 'Was this VM moved or copied?',
    when: 'a VM may have been moved or copied',
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
    title: 'CD-ROM door is locked',
    short: () => 'The guest has locked the CD-ROM. Disconnect it anyway?',
    when: 'the guest has locked the CD-ROM',
    choices: [
      {
        names: yes,
        consequence: 'disconnects it, over the guest’s lock',
        lost: (label) => `${label} disconnects a CD-ROM that the guest is using. The guest may see read errors.`,
        lostByMany: (label, vms) =>
          `${label} disconnects the CD-ROM of ${vms} that use it. The guests may see read errors.`,
      },
      { names: no, consequence: 'leaves it connected' },
    ],
  },
  'msg.hbacommon.outofspace': {
    title: 'No space',
    short: (of, about) =>
      about === undefined
        ? `No more space for virtual disk${of === undefined ? '' : ` ${of}`}. Free disk space and retry; cancel powers the VM off.`
        : `No space on ${about}. Free some, then retry; cancel powers the VM off.`,
    when: 'a disk has no more space',
    choices: [
      { names: ['retry', 'button.retry'], consequence: 'try to write again' },
      { names: cancel, consequence: 'powers it off', lost: powersOff, lostByMany: powersManyOff },
    ],
  },
  'msg.hbacommon.corruptredo': {
    title: 'Redo log is corrupt',
    short: (of) => `The redo log${of === undefined ? '' : ` ${of}`} is corrupt. The VM has to be powered off.`,
    when: 'a redo log is corrupt',
    choices: [{ names: ['ok', 'button.ok'], consequence: 'powers it off', lost: powersOff, lostByMany: powersManyOff }],
  },
  'msg.hbacommon.locklost': {
    title: 'Lock on a disk is lost',
    short: () => 'The lock on a virtual disk is lost. The VM has to be powered off.',
    when: 'the lock on a disk is lost',
    choices: [{ names: ['ok', 'button.ok'], consequence: 'powers it off', lost: powersOff, lostByMany: powersManyOff }],
  },
  'msg.disk.duplicateuuid': {
    title: 'Two disks have the same UUID',
    short: () => 'Two disks of this VM have the same UUID. Continue?',
    when: 'two disks have the same UUID',
    choices: [
      {
        names: yes,
        consequence: 'goes on with both disks',
        lost: (label) =>
          `${label} goes on with two disks that the guest cannot tell apart. It may write to the wrong one.`,
        lostByMany: (label, vms) =>
          `${label} goes on with two disks that the guests of ${vms} cannot tell apart. They may write to the wrong one.`,
      },
      { names: no, consequence: 'does not go on' },
    ],
  },
  'msg.cpuid.novhvquestion': {
    title: 'No nested virtualization',
    short: () => 'This host cannot run virtual machines inside this VM. Continue without?',
    when: 'a host cannot run VMs inside the VM',
    choices: [
      { names: yes, consequence: 'powers on without nested virtualization' },
      { names: no, consequence: 'does not power on' },
    ],
  },
  'msg.floppy.changename': {
    title: 'Path to a floppy drive is wrong',
    short: () => 'The path to a floppy drive appears to be incorrect. Change it?',
    when: 'the path to a floppy drive is wrong',
    choices: [
      { names: yes, consequence: 'changes the path' },
      { names: no, consequence: 'keeps the path' },
    ],
  },
}
