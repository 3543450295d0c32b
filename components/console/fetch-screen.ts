import { unattendedHeader } from '@/lib/accounts/unattended'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import { screenHeaders, type ScreenPicture } from '@/lib/screen/screen'
import type { VmKey } from '@/lib/vsphere/ids'
import { isUnattended } from './unattended-page'

/** A picture of a guest's screen; POST has the host write a file for it. Rejects when Andon does not answer. */
export async function fetchScreen(url: string, method: 'GET' | 'POST', vm: VmKey): Promise<Result<ScreenPicture>> {
  const headers = isUnattended() ? { [unattendedHeader]: '1' } : {}
  const response = await fetch(`${url}?vm=${encodeURIComponent(vm)}`, { method, headers, cache: 'no-store' })
  if (response.headers.get('content-type') !== 'image/png') return await whyNot(response)
  const image = await dataUrl(await response.blob())
  const side = (name: string) => Number(response.headers.get(name) ?? 0)
  const left = response.headers.get(screenHeaders.left)
  return {
    ok: true,
    value: {
      image,
      width: side(screenHeaders.width),
      height: side(screenHeaders.height),
      takenAt: response.headers.get(screenHeaders.takenAt) ?? '',
      way: response.headers.get(screenHeaders.way) === 'file' ? 'file' : 'screen',
      ...(left !== null && { left: decodeURIComponent(left) }),
    },
  }
}

async function whyNot(response: Response): Promise<Result<never>> {
  const said: { ok?: unknown; error?: ConsoleError } = await response.json()
  return failed(said.error ?? unreadable)
}

const unreadable: ConsoleError = { blame: 'ours', code: 'no-picture', sentence: 'The picture could not be read.' }

/** As text: the policy of these pages lets pictures come from nowhere else. */
const dataUrl = (picture: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('loadend', () =>
      typeof reader.result === 'string' ? resolve(reader.result) : reject(new Error('the picture could not be read')),
    )
    reader.readAsDataURL(picture)
  })
