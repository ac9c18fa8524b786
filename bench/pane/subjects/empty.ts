// An application with nothing in it: what every other one has at least.
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

@Component({
  selector: 'bench-app',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<p>Nothing</p>',
})
class App {}

void bootstrapApplication(App);
