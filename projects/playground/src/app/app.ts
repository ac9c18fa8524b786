import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { pages } from '../pages/pages';

/** The frame of the playground: a page for each component. */
@Component({
  selector: 'play-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <nav aria-label="Components">
      @for (page of pages; track page.path) {
        <a
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          queryParamsHandling="preserve"
          [routerLink]="page.path"
          >{{ page.title }}</a
        >
      }
    </nav>
    <main><router-outlet /></main>
  `,
  styleUrl: './app.scss',
})
export class App {
  protected readonly pages = pages;
}
