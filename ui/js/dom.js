// SPDX-License-Identifier: AGPL-3.0-or-later
// Short names for what every script here asks of the page.
export const one = (selector, inside = document) => inside.querySelector(selector);
export const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
export const byId = (id) => document.getElementById(id);
export const on = (kind, act, how) => document.addEventListener(kind, act, how);
