"""Tests that use the built site as people do."""
