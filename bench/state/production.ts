// As in production: without NgRx's runtime checks, which freeze each action and each state.
import '@angular/compiler';
import { enableProdMode } from '@angular/core';

enableProdMode();
