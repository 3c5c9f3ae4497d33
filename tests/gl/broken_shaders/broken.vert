// Does not compile: for offscreen_test.cpp.
void main() { gl_Position = no_such_name; }
