import { Connections } from './connections'
import { DisplayLinks } from './display-links'
import { ThisBrowser } from './this-browser'

export function Settings() {
  return (
    <div className="grid max-w-[1180px] gap-6 p-3 mid:p-4 wide:px-5 wide:pb-5">
      <h1 className="text-2xl font-semibold tracking-[-0.01em]">Settings</h1>
      <Connections />
      <DisplayLinks />
      <ThisBrowser />
    </div>
  )
}
