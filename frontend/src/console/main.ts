import { mount } from 'svelte'
import '../lib/tokens.css'
import '../lib/base.css'
import '../lib/controls.css'
import '../lib/fonts.css'
import './console.css'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })
