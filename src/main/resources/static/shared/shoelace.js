// Shoelace as the staff's pages use it: in Chinese, with our icons. Its own are data: addresses, which the page's policy refuses to fetch.
// A page imports the components it shows: import 'shoelace/components/dialog/dialog.js'. Not its progress bar, which needs an
// inline style: <progress> does.

import 'shoelace/translations/zh-cn.js'
import { registerIconLibrary } from 'shoelace/utilities/icon-library.js'

registerIconLibrary('system', { resolver: name => `/shared/shoelace-icons.svg#${name}`, spriteSheet: true })
