import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { themeScript } from '@/components/ui/theme-script'
import './globals.css'

export const metadata: Metadata = { title: 'Andon', description: 'Tasks and questions of VMware hosts' }

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#edeeef' },
    { media: '(prefers-color-scheme: dark)', color: '#101214' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The script sets the theme before React looks at the element.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
