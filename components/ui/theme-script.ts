export const themeKey = 'andon.theme'

/**
 * Sets the theme before the first paint; runs as an inline script, so it stands on its own. The style that keeps a page
 * from scrolling beneath a dialog (react-style-singleton, for Radix) asks for its nonce under this name.
 */
export const themeScript = `__webpack_nonce__=document.currentScript.nonce;try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`
