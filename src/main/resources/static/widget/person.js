// What the page needs once a person is asked for, loaded then.

import './nj-handoff.js'
import './nj-person.js'
import './nj-rating.js'

const style = document.createElement('link')
style.rel = 'stylesheet'
style.href = '/widget/person.css'
document.head.append(style)
