import { ref } from 'lit/directives/ref.js'

/**
 * Opens an sl-dialog once it is drawn: <sl-dialog ${opened}>. One that is drawn open takes no focus and gives none back. For the
 * same reason it is closed with hide(), and what it shows is forgotten on sl-after-hide.
 */
export const opened = ref(dialog => dialog?.updateComplete.then(() => dialog.show()))
