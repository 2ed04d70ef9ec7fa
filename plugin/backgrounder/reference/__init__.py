"""What readers browse, from all mentions of all articles."""
