import { expect, test } from 'vitest'
import { getVmx, parseVmx, vmxText } from './document'
import { hiddenSecret, hideSecrets, isSecretVmxKey, withoutSecrets } from './secrets'
import { vmxView } from './vmx-view'

const secret = 'S3cret!'
const textOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
const hidden = (text: string) => withoutSecrets(parseVmx(new TextEncoder().encode(text)))

test('libvirt-esx §5.2 RemoteDisplay.vnc.password: it is taken out in every form, and nothing else is touched', () => {
  const file = `.encoding = "UTF-8"\r\nmemsize = "4096" # fine\nRemoteDisplay.vnc.enabled = "TRUE"\nremotedisplay.VNC.password='${secret}' ; numvcpus = "2"\nRemoteDisplay.vnc.key = "${secret}"`
  const { bytes, count } = hidden(file)
  expect(count).toBe(2)
  expect(textOf(bytes)).toBe(
    file.replace(`'${secret}'`, `"${hiddenSecret}"`).replace(`"${secret}"`, `"${hiddenSecret}"`),
  )
  const { document } = hideSecrets(parseVmx(file))
  expect(getVmx(document, 'numvcpus')).toBe('2')
  expect(vmxView(document).display.vnc.hasPassword).toBe(true)
})

test.each([
  ['set twice', `RemoteDisplay.vnc.password = "a"\nRemoteDisplay.vnc.password = "${secret}"\n`],
  ['in a comment', `# RemoteDisplay.vnc.password = "${secret}"\n`],
  ['behind a value', `a = "1" # RemoteDisplay.vnc.password = "${secret}"\n`],
  ['without quotes', `RemoteDisplay.vnc.password = ${secret}\n`],
  ['with a quote that does not end', `RemoteDisplay.vnc.password = "${secret}\n`],
  ['without an equals sign', `RemoteDisplay.vnc.password "${secret}"\n`],
  ['over several lines', `RemoteDisplay.vnc.password = """x\n${secret}\n"""\nmemsize = "4"\n`],
  ['in capitals', `REMOTEDISPLAY.VNC.PASSWORD = "${secret}"\n`],
  ['behind a byte order mark', `\ufeffRemoteDisplay.vnc.password = "${secret}"\n`],
  ['beside a NUL', `a = "x\0"\nRemoteDisplay.vnc.password = "${secret}"\n`],
])('a password %s is taken out, and the lines stay where they are', (_how, file) => {
  const before = parseVmx(new TextEncoder().encode(file))
  const { document } = hideSecrets(before)
  expect(vmxText(document)).not.toContain(secret)
  expect(vmxText(document).split('\n').length).toBe(vmxText(before).split('\n').length)
  expect(JSON.stringify(document.entries)).not.toContain(secret)
})

test('a file in UTF-16 stays one', () => {
  const wide = Uint8Array.from(
    Buffer.from(`\ufeffRemoteDisplay.vnc.password = "${secret}"\nannotation = "é"\n`, 'utf16le'),
  )
  const { bytes, count } = withoutSecrets(parseVmx(wide))
  expect(count).toBe(1)
  const again = parseVmx(bytes)
  expect(again.readOnly).toBe(parseVmx(wide).readOnly)
  expect(vmxText(again)).toBe(`RemoteDisplay.vnc.password = "${hiddenSecret}"\nannotation = "é"\n`)
})

test('a value that only mentions the key stays, and so do an empty password and a file without one', () => {
  for (const file of [
    'annotation = "set RemoteDisplay.vnc.password = x"\nmemsize = "4"\n',
    'RemoteDisplay.vnc.password = ""\n',
    'RemoteDisplay.vnc.passwordless = "x"\nmemsize = "4"\n',
  ]) {
    const { bytes, count } = hidden(file)
    expect([textOf(bytes), count]).toEqual([file, 0])
  }
})

test('hiding twice is hiding once', () => {
  const once = hideSecrets(parseVmx(`RemoteDisplay.vnc.password = "${secret}"\n`))
  expect(textOf(withoutSecrets(once.document).bytes)).toBe(textOf(once.document.bytes))
  expect(hideSecrets(once.document).count).toBe(1)
})

test.each(['RemoteDisplay.vnc.password', 'remotedisplay.VNC.KEY'])('%s is a secret', (key) => {
  expect(isSecretVmxKey(key)).toBe(true)
})
test.each(['RemoteDisplay.vnc.keymap', 'RemoteDisplay.vnc.port', 'guestinfo.password'])('%s is none', (key) => {
  expect(isSecretVmxKey(key)).toBe(false)
})
