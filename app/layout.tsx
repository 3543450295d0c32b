import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { nonceHeader } from '@/lib/accounts/request-marks'
import { themeScript } from '@/components/ui/theme-script'
import './globals.css'

export const metadata: Metadata = { description: 'Tasks and questions of VMware hosts' }

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#edeeef' },
    { media: '(prefers-color-scheme: dark)', color: '#101214' },
  ],
}

/** No page is made beforehand: its scripts need the nonce of the answer that they come with. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(nonceHeader) ?? undefined
  return (
    // The script sets the theme before React looks at the element.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
