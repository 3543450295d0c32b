/** Hands what this page has made to the browser as a file. */
export function saveFile(content: Uint8Array | string, name: string, type = 'application/octet-stream'): void {
  // A copy: a view of bytes may lie on a larger or a shared buffer, which a Blob does not take.
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  const url = URL.createObjectURL(new Blob([part], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
