"""What votes add up to: pure mathematics, which anyone can check without the site."""
