"""From text to mentions, and from mentions to links. One resolver decides, whoever asks."""
