import { Component, type ReactNode } from 'react';
import { Icon } from '../ui/icons.tsx';

const reloadAfterMs = 60_000;

/** A fault of the page must not leave a wall dark until somebody comes by: it says so and loads anew, once a minute at most. */
export class ScreenBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }
  override componentDidCatch(): void {
    setTimeout(() => location.reload(), reloadAfterMs);
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="screen-message">
        <p>
          <Icon name="warning" /> Something went wrong on this page. It loads anew within a minute.
        </p>
      </main>
    );
  }
}
