public import Testing
