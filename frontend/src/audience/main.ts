import '../lib/tokens.css'
import '../lib/base.css'
import '../lib/controls.css'
import '../lib/theme.svelte'
import { mount } from 'svelte'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })
