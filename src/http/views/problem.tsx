/** What is wrong with a form that was sent, above it; nothing where nothing is. */
export const Problem = ({ problem }: { problem: string | undefined }) =>
  problem ? (
    <p class="panel is-error" role="alert">
      {problem}
    </p>
  ) : null
